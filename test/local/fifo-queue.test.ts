import { join } from 'node:path';
import {
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
} from '@aws-sdk/client-sqs';
import { clientsOf } from './aws-clients.ts';
import { writeAssembly } from './fixtures/write-assembly.ts';
import { endRuns, type RunInProcess, startRun, temporaryDirectory } from './run-in-process.ts';

let run: RunInProcess;
let QueueUrl: string;
let queues = 0;

beforeAll(async () => {
  run = await startRun({ assembly: await writeAssembly(join(temporaryDirectory(), 'assembly')) });
});
beforeEach(async () => {
  queues += 1;
  const QueueName = `order-${queues}.fifo`;
  const dead = `order-${queues}-dead-letter.fifo`;
  const { queues: sqs } = clientsOf(run);
  await sqs.send(new CreateQueueCommand({ QueueName: dead, Attributes: { FifoQueue: 'true' } }));
  const RedrivePolicy = JSON.stringify({
    maxReceiveCount: 3,
    deadLetterTargetArn: `arn:aws:sqs:us-east-1:000000000000:${dead}`,
  });
  await sqs.send(new CreateQueueCommand({ QueueName, Attributes: { FifoQueue: 'true', RedrivePolicy } }));
  QueueUrl = `${run.awsEndpoint}/000000000000/${QueueName}`;
});
afterAll(endRuns);

const send = (body: string, id = body) =>
  clientsOf(run).queues.send(
    new SendMessageCommand({ QueueUrl, MessageBody: body, MessageGroupId: body[0] ?? '', MessageDeduplicationId: id }),
  );
const sendAll = async (...bodies: string[]) => {
  for (const body of bodies) await send(body);
};
const receive = async (url = QueueUrl): Promise<Message[]> => {
  const command = new ReceiveMessageCommand({
    QueueUrl: url,
    MaxNumberOfMessages: 10,
    MessageSystemAttributeNames: ['All'],
  });
  return (await clientsOf(run).queues.send(command)).Messages ?? [];
};
const texts = (messages: readonly Message[]) => messages.map(({ Body }) => Body);
const show = ({ ReceiptHandle }: Message) =>
  clientsOf(run).queues.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: 0 }));
const remove = ({ ReceiptHandle }: Message) =>
  clientsOf(run).queues.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));

test('hands out as many messages of a group as there are, in order, and numbers them', async () => {
  await sendAll('a1', 'b1', 'a2', 'a3');
  const messages = await receive();
  expect(texts(messages)).toEqual(['a1', 'a2', 'a3', 'b1']);
  expect(messages.map(({ Attributes }) => Attributes?.MessageGroupId)).toEqual(['a', 'a', 'a', 'b']);
  expect(messages.every(({ Attributes }) => /^\d{20}$/.test(Attributes?.SequenceNumber ?? ''))).toBe(true);
});

test('hands out nothing of a group while a message of it is out, and other groups all the same', async () => {
  await sendAll('a1', 'a2');
  const [first, second] = await receive();
  await sendAll('a3', 'b1');
  expect(texts(await receive())).toEqual(['b1']);
  if (first) await remove(first);
  expect(texts(await receive())).toEqual([]);
  if (second) await remove(second);
  expect(texts(await receive())).toEqual(['a3']);
});

test('hands out again what comes back in the order in which it was sent, whatever comes back first', async () => {
  await sendAll('a1', 'a2', 'a3', 'a4');
  const [first, second, third, fourth] = await receive();
  for (const message of [fourth, second, third]) if (message) await show(message);
  expect(texts(await receive())).toEqual([]);
  if (first) await show(first);
  expect(texts(await receive())).toEqual(['a1', 'a2', 'a3', 'a4']);
});

test('drops a message whose id it has had', async () => {
  await send('a1');
  await send('a1');
  expect(texts(await receive())).toEqual(['a1']);
  await send('a1', 'another id');
  expect(texts(await receive())).toEqual([]);
});

test('moves a message to the dead-letter queue in its turn, and the others go on', async () => {
  await sendAll('a1', 'a2');
  for (let time = 0; time < 3; time++) {
    const [first, ...rest] = await receive();
    for (const message of rest) await remove(message);
    if (first) await show(first);
  }
  await send('a3');
  expect(texts(await receive())).toEqual(['a3']);
  const dead = await receive(QueueUrl.replace('.fifo', '-dead-letter.fifo'));
  expect(texts(dead)).toEqual(['a1']);
});
