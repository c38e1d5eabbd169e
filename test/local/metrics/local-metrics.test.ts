import { join } from 'node:path';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { emfLines } from '../../../core/emf.ts';
import type { Statistic } from '../../../local/metrics/value-counts.ts';
import { clientsOf } from '../aws-clients.ts';
import { template, writeAssembly } from '../fixtures/write-assembly.ts';
import { endRuns, eventually, type RunInProcess, startRun, temporaryDirectory } from '../run-in-process.ts';

const aliased = {
  ...template,
  Resources: {
    ...template.Resources,
    Alias: { Type: 'AWS::Lambda::Alias', Properties: { Name: 'live', FunctionName: { Ref: 'Receive' } } },
  },
};

let run: RunInProcess;
let isThrottled = false;
beforeAll(async () => {
  const assembly = await writeAssembly(join(temporaryDirectory(), 'assembly'), aliased);
  run = await startRun({
    assembly,
    intercept: ({ service }) => (isThrottled && service === 'dynamodb' ? 'throttle' : 'pass'),
  });
}, 60_000);
afterAll(endRuns);

async function value(
  namespace: string,
  metric: string,
  dimensions: Record<string, string>,
  statistic: Statistic = 'Sum',
) {
  const day = { from: Date.now() - 3_600_000, to: Date.now() + 3_600_000 };
  const [point] = await run.query({ namespace, metric, dimensions, statistic, periodSeconds: 86_400, ...day });
  return point?.value;
}

const post = (task: string, body = '{}') => fetch(`${run.url}/webhooks/${task}`, { method: 'POST', body });

test('a line of metrics that a function writes goes into the store, and not into the log', async () => {
  const dimensions = { Stack: 'Small', Source: 'stripe' };
  const metrics = [{ name: 'Received', unit: 'Count', values: [3] }] as const;
  const [line = ''] = emfLines({ at: Date.now(), dimensions, metrics });
  await post('print', line);
  await post('print', 'a line of the log');
  expect(await eventually(() => value('Breakwater', 'Received', dimensions), Boolean)).toBe(3);
  const logged = () => run.messages.filter(({ kind }) => kind === 'log').map(({ text }) => text);
  await eventually(logged, (texts) => texts.includes('a line of the log'));
  expect(logged().join()).not.toContain('_aws');
});

test('requests are counted for the API, and invocations for the function and its alias, with those that fail', async () => {
  const api = { ApiId: 'Api', Stage: '$default' };
  const count = async () => (await value('AWS/ApiGateway', 'Count', api)) ?? 0;
  const invocations = async (more = {}) =>
    (await value('AWS/Lambda', 'Invocations', { FunctionName: 'Small-Receive', ...more })) ?? 0;
  const before = [await count(), await invocations()];
  expect((await post('nothing')).status).toBe(200);
  expect((await post('throw')).status).toBe(500);
  expect((await fetch(`${run.url}/elsewhere`)).status).toBe(404);
  await eventually(count, (now) => now === (before[0] ?? 0) + 3);
  expect([await value('AWS/ApiGateway', '5xx', api), await value('AWS/ApiGateway', '4xx', api)]).toEqual([1, 1]);
  expect(await value('AWS/ApiGateway', 'Latency', { ApiId: 'Api' }, 'Maximum')).toBeGreaterThan(0);
  expect(await invocations()).toBe((before[1] ?? 0) + 2);
  expect(await invocations({ Resource: 'Small-Receive:live' })).toBe((before[1] ?? 0) + 2);
  expect(await value('AWS/Lambda', 'Errors', { FunctionName: 'Small-Receive' })).toBe(1);
  expect(await value('AWS/Lambda', 'Duration', { FunctionName: 'Small-Receive' }, 'Maximum')).toBeGreaterThan(0);
});

test('what lies on a queue, and since when, is seen every second', async () => {
  const QueueName = 'Small-work-dead-letter';
  const { WorkDeadLetterQueueUrl: QueueUrl = '' } = run.outputs;
  const { queues } = clientsOf(run);
  await queues.send(new SendMessageCommand({ QueueUrl, MessageBody: 'a' }));
  const most = (metric: string) => value('AWS/SQS', metric, { QueueName }, 'Maximum');
  await eventually(
    () => most('ApproximateNumberOfMessagesVisible'),
    (now) => now === 1,
  );
  await eventually(
    () => most('ApproximateAgeOfOldestMessage'),
    (now) => Number(now) > 0,
  );
  expect(await most('ApproximateNumberOfMessagesNotVisible')).toBe(0);
});

test('calls that DynamoDB answers with too many requests are counted for the table', async () => {
  isThrottled = true;
  await post('any', '{"id":"a"}').catch(() => undefined);
  isThrottled = false;
  const { LedgerTableName: TableName = '' } = run.outputs;
  const events = await eventually(() => value('AWS/DynamoDB', 'WriteThrottleEvents', { TableName }), Boolean);
  expect(await value('AWS/DynamoDB', 'ThrottledRequests', { TableName, Operation: 'PutItem' })).toBe(events);
});
