import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const directory = mkdtempSync(join(tmpdir(), 'breakwater-app-'));
afterAll(() => rmSync(directory, { recursive: true }));

/** Runs the app as cdk.json says, in the way the CDK CLI does, and no further. */
function runApp(context: Record<string, unknown> = {}) {
  const { app, context: flags } = JSON.parse(readFileSync('cdk.json', 'utf8'));
  const { status, stderr } = spawnSync(app, {
    shell: true,
    encoding: 'utf8',
    env: { ...process.env, CDK_OUTDIR: directory, CDK_CONTEXT_JSON: JSON.stringify({ ...flags, ...context }) },
  });
  return { status, stderr };
}

const template = () => JSON.parse(readFileSync(join(directory, 'Webhooks.template.json'), 'utf8'));

/** What becomes of each table with the stack. */
const fates = () =>
  Object.entries<Resource>(template().Resources)
    .filter(([, { Type }]) => Type === 'AWS::DynamoDB::Table')
    .map(([id, { DeletionPolicy }]) => `${id.replace(/(Table)?[0-9A-F]{8}$/, '')} ${DeletionPolicy}`)
    .sort();

interface Resource {
  readonly Type: string;
  readonly DeletionPolicy?: string;
  readonly Properties: Readonly<Record<string, unknown>>;
}

test('the app deploys the sample, whose payments go to a table of its own', () => {
  expect(runApp()).toEqual({ status: 0, stderr: '' });
  expect(fates()).toEqual(['Ledger Delete', 'Payments Delete']);
  const resources = Object.entries<Resource>(template().Resources);
  const [table] =
    resources.find(([id, { Type }]) => Type === 'AWS::DynamoDB::Table' && id.startsWith('Payments')) ?? [];
  expect(resources.map(([, { Properties }]) => Properties)).toContainEqual(
    expect.objectContaining({
      Environment: {
        Variables: expect.objectContaining({ PROCESSOR: 'record-payment', PAYMENTS_TABLE: { Ref: table } }),
      },
    }),
  );
  expect(resources.map(([, { Properties }]) => Properties)).toContainEqual(
    expect.objectContaining({
      PolicyDocument: expect.objectContaining({
        Statement: [{ Effect: 'Allow', Action: 'dynamodb:PutItem', Resource: { 'Fn::GetAtt': [table, 'Arn'] } }],
      }),
    }),
  );
});

test('the payments stay with the ledger in a stage that says so', () => {
  expect(runApp({ stage: 'prod' }).status).toBe(0);
  expect(fates()).toEqual(['Ledger Retain', 'Payments Retain']);
});

test('the app deploys another configuration, without the sample’s table', () => {
  const config = join(directory, 'other.json');
  writeFileSync(config, JSON.stringify({ sources: { github: {} } }));
  expect(runApp({ config })).toEqual({ status: 0, stderr: '' });
  expect(Object.keys(template().Resources).join()).not.toContain('Payments');
});

test('the app deploys the stage that the context names, and refuses one that it does not know', () => {
  expect(runApp({ stage: 'pord' })).toEqual({
    status: 1,
    stderr:
      'defineStages (bin/app.ts): there is no stage "pord"; there are: dev, prod. Choose one with -c stage=prod, or add it\n',
  });
  const config = join(directory, 'other.json');
  writeFileSync(config, JSON.stringify({ sources: { github: {} } }));
  expect(runApp({ config, stage: 'prod' })).toEqual({ status: 0, stderr: '' });
  const { artifacts } = JSON.parse(readFileSync(join(directory, 'manifest.json'), 'utf8'));
  expect(artifacts.Webhooks.properties).toMatchObject({ stackName: 'Webhooks-prod', terminationProtection: true });
});

test('the app says what is wrong with a configuration in a sentence for each mistake, and fails', () => {
  const config = join(directory, 'broken.json');
  writeFileSync(config, JSON.stringify({ sources: { gitub: {} }, processors: { x: { on: { stripe: ['*'] } } } }));
  const { status, stderr } = runApp({ config });
  expect(status).toBe(1);
  expect(stderr.trim().split('\n')).toEqual([
    expect.stringContaining(`${config}: source "gitub": there is no provider "gitub"`),
    `${config}: processor "x": there is no source "stripe"; there are: gitub`,
  ]);
});
