import { createHash, createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  DeleteQueueCommand,
  type Message,
  ReceiveMessageCommand,
} from '@aws-sdk/client-sqs';
import { openLedger } from '../../lambda/aws/ledger.ts';
import { HANDED_OVER_PATH, type HandedOver } from '../../local/targets/handed-over.ts';
import { clientsOf } from '../local/aws-clients.ts';
import { eventually, type Running, startRunning } from './running.ts';

const SECRET = 'a secret of enough bytes';
let running: Running;

beforeAll(async () => {
  running = await startRunning({
    config: 'test/scenarios/fixtures/targets/webhooks.ts',
    secrets: { acme: [SECRET] },
  });
}, 90_000);
afterAll(async () => {
  expect(await running.stop()).toBe(0);
});

const runFile = () => JSON.parse(readFileSync(`.breakwater/runs/${running.port}.json`, 'utf8'));
const queues = () => clientsOf(runFile()).queues;
const urlOf = (name: string) => `${runFile().awsEndpoint}/000000000000/${name}`;

async function post(id: string, more: object = {}): Promise<number> {
  const body = JSON.stringify({ id, type: 'order.paid', customer: `cus_${id.length % 3}`, ...more });
  const signature = createHmac('sha256', SECRET).update(body).digest('hex');
  const headers = { 'content-type': 'application/json', 'x-acme-signature': signature };
  return (await fetch(`${running.url}/webhooks/acme`, { method: 'POST', headers, body })).status;
}

/** Everything that is on a queue, which is empty after that. */
async function drain(name: string, count: number) {
  const found: Message[] = [];
  await eventually(
    async () => {
      const QueueUrl = urlOf(name);
      const { Messages = [] } = await queues().send(
        new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, MessageSystemAttributeNames: ['All'] }),
      );
      for (const { ReceiptHandle } of Messages)
        await queues().send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
      found.push(...Messages);
      return found.length;
    },
    (length) => length >= count,
  );
  return found;
}

const handedOver = async (service: string): Promise<HandedOver[]> => {
  const answer = await fetch(`${runFile().awsEndpoint}${HANDED_OVER_PATH}`);
  const list: HandedOver[] = JSON.parse(await answer.text());
  return list.filter((one) => one.service === service);
};

/** The state of each processor that has held the event, by its name. */
const statesOf = async (id: string) => {
  const { awsEndpoint: endpoint, outputs } = runFile();
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const ledger = openLedger(outputs.LedgerTableName, { endpoint, region: 'us-east-1', credentials });
  return Object.fromEntries((await ledger.read('acme', id))?.custody ?? []);
};

const PROCESSORS = 5;
const isDone = (states: Awaited<ReturnType<typeof statesOf>>) =>
  Object.values(states).filter(({ state }) => state === 'done').length === PROCESSORS;

const IDS = Array.from({ length: 12 }, (_, index) => `evt_${'x'.repeat(index)}`);
const LARGE = 'é'.repeat(300_000);

test('every event reaches the queues, the function, the bus and the stream once, a large one with its body', async () => {
  expect(new Set(await Promise.all(IDS.map((id) => post(id))))).toEqual(new Set([200]));
  expect(await post('large', { LARGE })).toBe(200);
  const all = [...IDS, 'large'].sort();
  await eventually(
    () => Promise.all(all.map(statesOf)),
    (events) => events.every(isDone),
    60_000,
  );

  const plain = await drain('billing', all.length);
  const ordered = await drain('billing.fifo', all.length);
  const texts = {
    queue: plain.map(({ Body = '' }) => Body),
    fifo: ordered.map(({ Body = '' }) => Body),
    lambda: (await handedOver('lambda')).map(({ text }) => text),
    events: (await handedOver('events')).map(({ text }) => text),
    kinesis: (await handedOver('kinesis')).map(({ text }) => text),
  };
  for (const [target, list] of Object.entries(texts)) {
    const envelopes = list.map((text) => JSON.parse(text));
    expect([target, envelopes.map(({ id }) => id).sort()]).toEqual([target, all]);
    const large = envelopes.find(({ id }) => id === 'large');
    expect([target, large.data?.LARGE?.length, large.dataref]).toEqual([target, LARGE.length, undefined]);
  }
  const groups = new Set(ordered.map(({ Attributes }) => Attributes?.MessageGroupId));
  expect([...groups].sort()).toEqual(['key=cus_0', 'key=cus_1', 'key=cus_2']);
  for (const { target, with: beside } of await handedOver('events'))
    expect([target, beside]).toMatchObject([
      'arn:aws:events:eu-central-1:111122223333:event-bus/billing',
      { Source: 'breakwater.acme', DetailType: 'order.paid' },
    ]);
}, 120_000);

test('a body that no target takes stays in S3, and the envelope says where', async () => {
  const huge = { huge: 'y'.repeat(2_000_000) };
  expect(await post('huge', huge)).toBe(200);
  const [message] = await drain('billing', 1);
  const envelope = JSON.parse(message?.Body ?? '');
  expect(envelope).toMatchObject({ id: 'huge', datalength: expect.any(Number), databucket: expect.any(String) });
  const file = await fetch(`${runFile().awsEndpoint}/${envelope.databucket}/${envelope.dataref}`, {
    headers: { authorization: 'AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/s3/aws4_request, Signature=0' },
  });
  const body = Buffer.from(await file.arrayBuffer());
  expect(createHash('sha256').update(body).digest('hex')).toBe(envelope.datasha256);
  // A function takes 6 MB, so it gets the body.
  const invoked = await eventually(
    () => handedOver('lambda'),
    (list) => list.some(({ text }) => text.includes('"id":"huge"')),
  );
  const given = invoked.map(({ text }) => JSON.parse(text)).find(({ id }) => id === 'huge');
  expect(given.data.huge).toHaveLength(huge.huge.length);
}, 60_000);

test('a target that is away leads to a retry, then to the dead-letter queue, and a redrive brings the event', async () => {
  await queues().send(new DeleteQueueCommand({ QueueUrl: urlOf('billing') }));
  expect(await post('late')).toBe(200);
  const failed = await eventually(
    () => statesOf('late'),
    (states) => states['to-queue']?.state === 'failed' && states['to-bus']?.state === 'done',
    60_000,
  );
  expect(failed['to-queue']).toMatchObject({ attempts: 2 });
  expect((await running.cli('dead-letters', 'list', 'to-queue')).stdout).toMatch(/late/);

  await queues().send(new CreateQueueCommand({ QueueName: 'billing' }));
  expect((await running.cli('redrive', 'to-queue')).code).toBe(0);
  const [message] = await drain('billing', 1);
  expect(JSON.parse(message?.Body ?? '')).toMatchObject({ id: 'late', data: { id: 'late' } });
  await eventually(
    () => statesOf('late'),
    (states) => states['to-queue']?.state === 'done',
  );
}, 120_000);
