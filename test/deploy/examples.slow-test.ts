import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { examples } from '../nag/example-apps.ts';
import { type AwsStandIn, startAwsStandIn } from './aws-stand-in.ts';
import { codeOf, exportsOf } from './deployed-code.ts';
import { runCdk } from './run-cdk.ts';

/** The command of the page on examples, word for word. */
const [, COMMAND = ''] = /^(npx cdk bootstrap.*)$/m.exec(readFileSync('docs/examples.md', 'utf8')) ?? [];

const temporary = mkdtempSync(join(tmpdir(), 'breakwater-examples-'));
let aws: AwsStandIn;
beforeEach(async () => {
  aws = await startAwsStandIn();
});
afterEach(() => aws.close());
afterAll(() => rmSync(temporary, { recursive: true }));

test.each(examples)(
  'the example $name deploys to an empty account, in which every function loads',
  async (example) => {
    expect(COMMAND).toBe('npx cdk bootstrap && npx cdk deploy');
    const { code, log, outputs, assembly } = await runCdk(COMMAND, aws, temporary, example.directory);
    expect(code === 0 ? 'deployed' : log).toBe('deployed');
    const [stack] = Object.keys(outputs);
    expect(aws.cloudFormation.stacks.map(({ name, status }) => `${name} ${status}`)).toEqual([
      'CDKToolkit CREATE_COMPLETE',
      `${stack} CREATE_COMPLETE`,
    ]);
    const synthesized = readFileSync(join(assembly, `${stack}.template.json`), 'utf8');
    expect(aws.cloudFormation.stacks.find(({ name }) => name === stack)?.template).toBe(synthesized);

    const functions = aws.account.resources.filter(
      ({ type, stackId }) => type === 'AWS::Lambda::Function' && stackId.includes(`:stack/${stack}/`),
    );
    expect(functions.length).toBeGreaterThan(1);
    for (const each of functions) {
      const { 'index.mjs': bundle = new Uint8Array() } = await codeOf(aws.account, each);
      expect(exportsOf(bundle, each)).toMatchObject({ handler: 'function' });
    }
  },
  120_000,
);
