import { join } from 'node:path';
import {
  CreateSecretCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
  ListSecretsCommand,
  PutSecretValueCommand,
} from '@aws-sdk/client-secrets-manager';
import { GetQueueUrlCommand } from '@aws-sdk/client-sqs';
import type { Interception, Interceptor } from '../../local/local-run.ts';
import { clientsOf, depthOf, noteOf } from './aws-clients.ts';
import { template, writeAssembly } from './fixtures/write-assembly.ts';
import { endRuns, eventually, type RunInProcess, startRun, temporaryDirectory } from './run-in-process.ts';

const { Mapping: _, ...unmapped } = template.Resources;
const seen: Parameters<Interceptor>[0][] = [];
let verdict: Interception = 'pass';
let run: RunInProcess;

beforeAll(async () => {
  const directory = join(temporaryDirectory(), 'assembly');
  run = await startRun({
    // Nobody takes the messages off the queue: each send can be counted.
    assembly: await writeAssembly(directory, { ...template, Resources: unmapped }),
    secrets: { stripe: ['newer-secret-of-stripe', 'older-secret-of-stripe'] },
    async intercept(call) {
      seen.push(call);
      const once = verdict;
      if (call.operation !== 'SendMessage') return 'pass';
      verdict = 'pass';
      return once;
    },
  });
});
afterAll(endRuns);

const trigger = () => fetch(`${run.url}/webhooks/any`, { method: 'POST', body: JSON.stringify({ id: 'x' }) });
const sends = () => seen.filter(({ operation }) => operation === 'SendMessage').length;

test('shows every call of a function to the interceptor, with the function and its process', async () => {
  await trigger();
  expect(seen).toContainEqual({
    service: 'dynamodb',
    operation: 'PutItem',
    functionName: 'Small-Receive',
    processId: expect.any(Number),
    body: expect.objectContaining({ TableName: 'Small-Table' }),
  });
  expect(seen).toContainEqual({
    service: 'sqs',
    operation: 'SendMessage',
    functionName: 'Small-Receive',
    processId: expect.any(Number),
    body: expect.objectContaining({ QueueUrl: run.outputs.WorkQueueUrl }),
  });
});

test.each([
  ['drop', 'runs the call and cuts the answer off', 2],
  ['refuse', 'cuts the call off before it has an effect', 1],
  ['unavailable', 'answers 500 without an effect', 1],
] as const)('%s %s, so that the SDK tries again', async (wanted, _meaning, effects) => {
  const [before, callsBefore] = [(await depthOf(run, 'Small-work')).visible, sends()];
  verdict = wanted;
  expect((await trigger()).status).toBe(200);
  expect(sends() - callsBefore).toBe(2);
  expect((await depthOf(run, 'Small-work')).visible - before).toBe(effects);
});

test.each([
  ['throttle', 'is answered that there are too many, so that the SDK tries again', 2, 1],
  ['twice', 'runs twice', 1, 2],
] as const)('a call that is to %s %s', async (wanted, _meaning, calls, effects) => {
  const [before, callsBefore] = [(await depthOf(run, 'Small-work')).visible, sends()];
  verdict = wanted;
  expect((await trigger()).status).toBe(200);
  expect(sends() - callsBefore).toBe(calls);
  expect((await depthOf(run, 'Small-work')).visible - before).toBe(effects);
});

test('does not name a function for calls from elsewhere', async () => {
  await noteOf(run, 'any');
  expect(seen.at(-1)).toEqual({ service: 'dynamodb', operation: 'GetItem', body: expect.any(Object) });
});

test('names the services that it serves when it is asked for another', async () => {
  const response = await fetch(run.awsEndpoint, { method: 'POST', headers: { 'x-amz-target': 'Kinesis_1.PutRecord' } });
  expect(response.status).toBe(400);
  expect(await response.text()).toContain('Kinesis_1.PutRecord is not served');
});

test('finds a queue by its name', async () => {
  const { QueueUrl } = await clientsOf(run).queues.send(new GetQueueUrlCommand({ QueueName: 'Small-work' }));
  expect(QueueUrl).toBe(run.outputs.WorkQueueUrl);
});

describe('Secrets Manager', () => {
  const { secrets } = { secrets: () => clientsOf(run).secrets };

  test('holds the secrets that were handed over, the newest first', async () => {
    const { SecretString = '' } = await secrets().send(new GetSecretValueCommand({ SecretId: 'Small/stripe' }));
    expect(JSON.parse(SecretString)).toEqual({ secrets: ['newer-secret-of-stripe', 'older-secret-of-stripe'] });
  });

  test('creates, describes, lists, replaces and reads secrets, by name and by ARN', async () => {
    const { ARN } = await secrets().send(new CreateSecretCommand({ Name: 'Small/new', SecretString: 'first' }));
    await secrets().send(new PutSecretValueCommand({ SecretId: ARN, SecretString: 'second' }));
    const read = (VersionStage?: string) =>
      secrets().send(new GetSecretValueCommand({ SecretId: 'Small/new', ...(VersionStage && { VersionStage }) }));
    expect(await read()).toMatchObject({ ARN, SecretString: 'second', VersionStages: ['AWSCURRENT'] });
    expect(await read('AWSPREVIOUS')).toMatchObject({ SecretString: 'first' });
    const described = await secrets().send(new DescribeSecretCommand({ SecretId: ARN }));
    expect(Object.values(described.VersionIdsToStages ?? {})).toEqual([['AWSCURRENT'], ['AWSPREVIOUS']]);
    const { SecretList = [] } = await secrets().send(
      new ListSecretsCommand({ Filters: [{ Key: 'name', Values: ['Small/'] }] }),
    );
    expect(SecretList.map(({ Name }) => Name)).toEqual(['Small/new', 'Small/stripe']);
  });

  test('refuses what does not exist in the words of AWS', async () => {
    const read = (SecretId: string) => secrets().send(new GetSecretValueCommand({ SecretId }));
    await expect(read('Small/nothing')).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: "Secrets Manager can't find the specified secret.",
    });
    await secrets().send(new CreateSecretCommand({ Name: 'Small/empty' }));
    await expect(read('Small/empty')).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: "Secrets Manager can't find the specified secret value for staging label: AWSCURRENT",
    });
    await expect(secrets().send(new CreateSecretCommand({ Name: 'Small/empty' }))).rejects.toMatchObject({
      name: 'ResourceExistsException',
    });
  });
});

test('takes every emoji that SQS takes', async () => {
  const before = (await depthOf(run, 'Small-work')).visible;
  await fetch(`${run.url}/webhooks/any`, { method: 'POST', body: '{"id":"😀"}' });
  await eventually(
    () => depthOf(run, 'Small-work'),
    ({ visible }) => visible === before + 1,
  );
});
