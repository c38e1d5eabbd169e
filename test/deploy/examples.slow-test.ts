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

test('two stages of an example lie side by side in an account, and share nothing', async () => {
  const example = examples.find(({ name }) => name === 'kms-vpc-stages');
  const command = `${COMMAND} && npx cdk deploy -c stage=prod`;
  const { code, log } = await runCdk(command, aws, temporary, example?.directory);
  expect(code === 0 ? 'deployed' : log).toBe('deployed');
  const stacks = aws.cloudFormation.stacks.filter(({ name }) => name !== 'CDKToolkit');
  expect(stacks.map(({ name, status, isProtected }) => [name, status, isProtected])).toEqual([
    ['KmsVpcStages', 'CREATE_COMPLETE', false],
    ['KmsVpcStages-prod', 'CREATE_COMPLETE', true],
  ]);
  const [dev = [], prod = []] = stacks.map(({ id }) => aws.account.resources.filter(({ stackId }) => stackId === id));
  const vpcsOf = (resources: typeof dev) =>
    resources.flatMap(({ type, properties }) => (type === 'AWS::EC2::SecurityGroup' ? [properties.VpcId] : []));
  expect([...new Set(vpcsOf(dev))]).toEqual(['vpc-0aaaaaaaaaaaaaaa1']);
  expect(vpcsOf(prod)).toEqual(['vpc-0bbbbbbbbbbbbbbb2']);
  const text = JSON.stringify(prod);
  for (const { type, ref } of dev)
    if (/::(Table|Queue|Bucket|Secret|Key)$/.test(type)) expect(text.includes(JSON.stringify(ref))).toBe(false);
}, 240_000);
