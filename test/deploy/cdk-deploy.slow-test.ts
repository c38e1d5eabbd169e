import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type AwsStandIn, startAwsStandIn } from './aws-stand-in.ts';
import { codeOf, exportsOf } from './deployed-code.ts';
import { permits } from './permissions.ts';
import { readQuery } from './query-protocol.ts';
import { type CdkRun, runCdk } from './run-cdk.ts';
import type { FullTemplate } from './template.ts';

jest.setTimeout(120_000);

/** The command of the README's chapter on deployment, word for word. */
const [, COMMAND = ''] = /^(npx cdk bootstrap.*)$/m.exec(readFileSync('README.md', 'utf8')) ?? [];

const temporary = mkdtempSync(join(tmpdir(), 'breakwater-deploy-'));
let aws: AwsStandIn;
let deployed: CdkRun;
beforeAll(async () => {
  aws = await startAwsStandIn();
  deployed = await runCdk(COMMAND, aws, temporary);
});
afterAll(async () => {
  await aws.close();
  rmSync(temporary, { recursive: true });
});

const functionsIn = ({ account }: AwsStandIn) =>
  account.resources.filter(({ type }) => type === 'AWS::Lambda::Function');

describe('the command of the README', () => {
  test('bootstraps an empty account and deploys to it', () => {
    expect(COMMAND).toBe('npx cdk bootstrap && npx cdk deploy');
    expect({ code: deployed.code, log: deployed.log }).toEqual({ code: 0, log: expect.stringContaining('✅') });
    const stacks = aws.cloudFormation.stacks.map(({ name, status }) => `${name} ${status}`);
    expect(stacks).toEqual(['CDKToolkit CREATE_COMPLETE', 'Webhooks CREATE_COMPLETE']);
  });

  test('shows the URL of the webhooks, the ledger, the buckets and the queues', () => {
    const queue = (name: string) => `https://sqs.us-east-1.amazonaws.com/${aws.account.id}/Webhooks-${name}`;
    expect(deployed.outputs.Webhooks).toEqual({
      WebhookUrl: expect.stringMatching(/^https:\/\/[a-z0-9]{10}\.execute-api\.us-east-1\.amazonaws\.com\/webhooks$/),
      DashboardUrl: expect.stringMatching(/#dashboards\/dashboard\/Webhooks$/),
      LedgerTableName: expect.stringMatching(/^Webhooks-LedgerTable/),
      QuarantineBucketName: expect.stringMatching(/^webhooks-quarantinebucket/),
      ClaimCheckBucketName: expect.stringMatching(/^webhooks-claimchecksbucket/),
      QueueUrlPrefix: queue(''),
      RecordPaymentQueueUrl: queue('record-payment'),
      RecordPaymentDeadLetterQueueUrl: queue('record-payment-dead-letter'),
      AnnouncePushQueueUrl: queue('announce-push'),
      AnnouncePushDeadLetterQueueUrl: queue('announce-push-dead-letter'),
      AnswerCommandQueueUrl: queue('answer-command'),
      AnswerCommandDeadLetterQueueUrl: queue('answer-command-dead-letter'),
    });
  });

  test('hands over the template as it was synthesized, byte for byte', () => {
    const synthesized = readFileSync(join(deployed.assembly, 'Webhooks.template.json'), 'utf8');
    expect(aws.cloudFormation.stacks.find(({ name }) => name === 'Webhooks')?.template).toBe(synthesized);
  });

  test('uploads the code of every function, which loads with the function’s environment and exports a handler', async () => {
    const functions = functionsIn(aws);
    expect(functions).toHaveLength(4);
    for (const each of functions) {
      const { 'index.mjs': code, ...others } = await codeOf(aws.account, each);
      expect(Object.keys(others)).toEqual([]);
      expect(exportsOf(code ?? new Uint8Array(), each)).toMatchObject({ handler: 'function' });
    }
  });

  test('tells the verifier where the queues, the secrets, the ledger and the buckets are, and lets it use them', () => {
    const { properties } = functionsIn(aws).find(({ logicalId }) => logicalId.startsWith('IngressVerifier')) ?? {};
    const { WebhookUrl, LedgerTableName, QuarantineBucketName, ClaimCheckBucketName, RecordPaymentQueueUrl } =
      deployed.outputs.Webhooks ?? {};
    const { QUEUE_URL_PREFIX, SECRET_PREFIX, ...others } = Object(properties?.Environment).Variables;
    expect(`${QUEUE_URL_PREFIX}record-payment`).toBe(RecordPaymentQueueUrl);
    expect(others).toEqual({
      STACK_NAME: 'Webhooks',
      LEDGER_TABLE: LedgerTableName,
      PUBLIC_URL: WebhookUrl?.replace('/webhooks', ''),
      QUARANTINE_BUCKET: QuarantineBucketName,
      CLAIM_CHECK_BUCKET: ClaimCheckBucketName,
      CLAIM_CHECK_KB: '200',
    });
    const secrets = aws.account.resources.filter(({ type }) => type === 'AWS::SecretsManager::Secret');
    expect(secrets.map(({ properties: { Name } }) => Name)).toContain(`${SECRET_PREFIX}stripe`);
    const allows = (action: string, resource: unknown) => permits(aws.account, properties?.Role, action, resource);
    expect(secrets.filter(({ ref }) => !allows('secretsmanager:GetSecretValue', ref))).toEqual([]);
    expect(allows('sqs:SendMessage', `arn:aws:sqs:us-east-1:${aws.account.id}:Webhooks-record-payment`)).toBe(true);
    expect(allows('sqs:SendMessage', `arn:aws:sqs:us-east-1:${aws.account.id}:Webhooks-other`)).toBe(false);
    for (const bucket of [QuarantineBucketName, ClaimCheckBucketName]) {
      const object = `arn:aws:s3:::${bucket}/stripe/any`;
      expect([allows('s3:PutObject', object), allows('s3:GetObject', object)]).toEqual([true, false]);
    }
  });

  test('talks to no other services than it says', () => {
    const services = new Set(aws.calls.map((call) => call.split(':')[0]));
    expect([...services].sort()).toEqual(['cloudformation', 's3', 'ssm', 'sts']);
  });
});

describe('another deployment to the account', () => {
  beforeEach(() => aws.cloudFormation.call(readQuery('Action=DeleteStack&StackName=Webhooks')));

  test('creates 100 processors of 40 sources, in nested stacks, and an archive', async () => {
    const config = join(temporary, 'many.json');
    const entry = resolve('lambda/processors/announce-push.ts');
    const sources = named(40, 'repository', { provider: 'github' });
    const on = named(40, 'repository', ['push']);
    writeFileSync(
      config,
      JSON.stringify({ sources, processors: named(100, 'notify-customer', { on, entry }), archive: true }),
    );
    const { code, log } = await runCdk(`npx cdk deploy --context config=${config}`, aws, temporary);
    expect({ code, log }).toEqual({ code: 0, log: expect.stringContaining('✅') });
    const mappings = aws.account.resources.filter(({ type }) => type === 'AWS::Lambda::EventSourceMapping');
    expect(mappings).toHaveLength(101);
  });

  test('fails with the reason when a resource has a property that its type does not have', async () => {
    const app = doctored(({ Resources }) => {
      for (const { Type, Properties } of Object.values(Resources))
        if (Type === 'AWS::ApiGatewayV2::Stage') Object.assign(Object(Properties), { AutoDeployment: true });
    });
    const { code, log } = await runCdk(`npx cdk deploy --app ${app}`, aws, temporary);
    expect({ code, log }).toEqual({ code: 1, log: expect.stringContaining('extraneous key [AutoDeployment] is not') });
    expect(functionsIn(aws)).toEqual([]);
  });

  test('fails with the reason when the template refers to what it does not hold', async () => {
    const app = doctored(({ Outputs }) =>
      Object.assign(Object(Outputs?.LedgerTableName), { Value: { Ref: 'Nobody' } }),
    );
    const { code, log } = await runCdk(`npx cdk deploy --app ${app}`, aws, temporary);
    expect({ code, log }).toEqual({
      code: 1,
      log: expect.stringContaining('Unresolved resource dependencies [Nobody]'),
    });
  });
});

const named = <Value>(count: number, name: string, value: Value) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`${name}-${index}`, value]));

/** A copy of the assembly whose template was changed, under the name that belongs to its new content. */
function doctored(change: (template: FullTemplate) => unknown): string {
  const directory = mkdtempSync(join(temporary, 'doctored-'));
  cpSync(deployed.assembly, directory, { recursive: true });
  const file = join(directory, 'Webhooks.template.json');
  const template = JSON.parse(readFileSync(file, 'utf8'));
  change(template);
  const text = JSON.stringify(template);
  const [, hash = ''] = /([0-9a-f]{64})\.json/.exec(readFileSync(join(directory, 'manifest.json'), 'utf8')) ?? [];
  writeFileSync(file, text);
  for (const name of readdirSync(directory).filter((each) => /^(manifest|Webhooks\.assets)\.json$/.test(each))) {
    const path = join(directory, name);
    writeFileSync(path, readFileSync(path, 'utf8').replaceAll(hash, createHash('sha256').update(text).digest('hex')));
  }
  return directory;
}
