import { parseArgs } from 'node:util';
import { constructApp, examples, sample } from './example-apps.ts';
import { acknowledgements, openFindings } from './findings.ts';
import { nistReport } from './nist-report.ts';

const { values } = parseArgs({ options: { nist: { type: 'boolean', default: false } } });

const apps = [];
for (const example of [sample, ...examples]) apps.push([example.name, await constructApp(example)] as const);

if (values.nist) console.log(nistReport(Object.fromEntries(apps)));
else {
  for (const [name, app] of apps) {
    const open = openFindings(app);
    console.log(`${name}: ${open.length} findings without a reason, ${acknowledgements(app).length} with one`);
    for (const { id, path } of open) console.log(`  ${id} ${path}`);
    if (open.length > 0) process.exitCode = 1;
  }
}
