import { join } from 'node:path';
import { ReceiveMessageCommand, SendMessageBatchCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { clientsOf, depthOf, noteOf } from './aws-clients.ts';
import { writeAssembly } from './fixtures/write-assembly.ts';
import { endRuns, eventually, type RunInProcess, startRun, temporaryDirectory } from './run-in-process.ts';

let run: RunInProcess;
let queue: string;

beforeAll(async () => {
  run = await startRun({ assembly: await writeAssembly(join(temporaryDirectory(), 'assembly')) });
  queue = run.outputs.WorkQueueUrl ?? '';
});
afterAll(endRuns);

const put = (message: object, more = {}) =>
  clientsOf(run).queues.send(
    new SendMessageCommand({ QueueUrl: queue, MessageBody: JSON.stringify(message), ...more }),
  );
const emptied = () =>
  eventually(
    () => depthOf(run, 'Small-work'),
    ({ visible, held }) => visible + held === 0,
  );
const deadLetters = async () => {
  const QueueUrl = run.outputs.WorkDeadLetterQueueUrl;
  const { Messages = [] } = await clientsOf(run).queues.send(
    new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 0 }),
  );
  return Messages.map(({ Body = '' }) => JSON.parse(Body).id);
};

test('hands over a message as a record of an SQS event, and deletes it when the function succeeds', async () => {
  const sent = await put(
    { id: 'one', text: 'ünïcödé 😀' },
    { MessageAttributes: { origin: { DataType: 'String', StringValue: 'test' } } },
  );
  const { record } = await eventually(
    () => noteOf(run, 'one'),
    ({ count }) => count === 1,
  );
  expect(record).toEqual({
    messageId: sent.MessageId,
    receiptHandle: expect.any(String),
    body: JSON.stringify({ id: 'one', text: 'ünïcödé 😀' }),
    attributes: {
      ApproximateReceiveCount: '1',
      SentTimestamp: expect.stringMatching(/^\d{13}$/),
      SenderId: expect.any(String),
      ApproximateFirstReceiveTimestamp: expect.stringMatching(/^\d{13}$/),
    },
    messageAttributes: {
      origin: { stringValue: 'test', stringListValues: [], binaryListValues: [], dataType: 'String' },
    },
    md5OfBody: sent.MD5OfMessageBody,
    md5OfMessageAttributes: sent.MD5OfMessageAttributes,
    eventSource: 'aws:sqs',
    eventSourceARN: 'arn:aws:sqs:us-east-1:000000000000:Small-work',
    awsRegion: 'us-east-1',
  });
  await emptied();
});

test('takes a message of 1 MiB', async () => {
  await put({ id: 'large', text: 'x'.repeat(1024 * 1024 - 100) });
  await eventually(
    () => depthOf(run, 'Small-work'),
    ({ visible, held }) => visible + held === 0,
  );
});

test('brings back what the function names as failed, and nothing else of the batch', async () => {
  const { queues } = clientsOf(run);
  const messages = [{ id: 'good' }, { id: 'bad', task: 'fail-item', times: 1 }];
  const Entries = messages.map((message, index) => ({ Id: String(index), MessageBody: JSON.stringify(message) }));
  await queues.send(new SendMessageBatchCommand({ QueueUrl: queue, Entries }));
  const { record } = await eventually(
    () => noteOf(run, 'bad'),
    ({ count }) => count === 2,
  );
  expect(record.attributes.ApproximateReceiveCount).toBe('2');
  await emptied();
  expect((await noteOf(run, 'good')).count).toBe(1);
});

test.each(['throw', 'exit', 'hang', 'unknown-item'])(
  'brings the batch back when the function is told to %s',
  async (task) => {
    await put({ id: `once-${task}`, task, times: 1 });
    await eventually(
      () => noteOf(run, `once-${task}`),
      ({ count }) => count >= 2,
    );
    await emptied();
    expect(await deadLetters()).not.toContain(`once-${task}`);
  },
);

test('moves a message to the dead-letter queue after as many receptions as the redrive policy allows', async () => {
  await put({ id: 'poison', task: 'throw' });
  await eventually(deadLetters, (ids) => ids.includes('poison'));
  expect((await noteOf(run, 'poison')).count).toBe(3);
  expect(await depthOf(run, 'Small-work')).toEqual({ visible: 0, held: 0 });
});

test('reports what functions write, and why an invocation failed', async () => {
  await put({ id: 'logged', task: 'throw', times: 1 });
  const said = await eventually(
    () => run.messages.filter(({ functionName }) => functionName === 'Small-Work'),
    (messages) => messages.some(({ kind, text }) => kind === 'failure' && text === 'Error: thrown on request'),
  );
  expect(said).toContainEqual({ kind: 'log', functionName: 'Small-Work', text: 'Error: thrown on request' });
});

test("ends an invocation that outlasts the template's timeout, and its process", async () => {
  const timeOuts = () => run.messages.filter(({ text }) => text === 'Task timed out after 3.00 seconds').length;
  const before = timeOuts();
  await put({ id: 'endless', task: 'hang', times: 1 });
  await eventually(timeOuts, (count) => count > before);
});
