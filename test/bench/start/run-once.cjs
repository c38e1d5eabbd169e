// A fresh process that starts as Lambda's runtime does: what its own client loads first, then the bundle, then requests.
require('node:http');
require('node:fs');
require('node:url');
const { pathToFileURL } = require('node:url');

const [bundle, eventText] = process.argv.slice(2);
const event = JSON.parse(Buffer.from(eventText, 'base64').toString());
const context = { awsRequestId: 'request', getRemainingTimeInMillis: () => 10_000 };

const measured = async (work) => {
  const [cpu, wall] = [process.cpuUsage(), process.hrtime.bigint()];
  const result = await work();
  const { user, system } = process.cpuUsage(cpu);
  return { result, cpuMs: (user + system) / 1000, wallMs: Number(process.hrtime.bigint() - wall) / 1e6 };
};

(async () => {
  const init = await measured(() => import(pathToFileURL(bundle)));
  const first = await measured(() => init.result.handler(event, context));
  const figures = ({ cpuMs, wallMs }) => ({ cpuMs, wallMs });
  const statusCode = first.result?.statusCode;
  process.stdout.write(`\n${JSON.stringify({ statusCode, init: figures(init), first: figures(first) })}`, () =>
    process.exit(0),
  );
})();
