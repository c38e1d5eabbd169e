import { readFileSync } from 'node:fs';
import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import Stripe from 'stripe';
import { clientsOf } from '../local/aws-clients.ts';
import { eventually, type Running, startRunning } from './running.ts';

const SECRET = 'whsec_a-secret-of-enough-bytes';
let running: Running;

beforeAll(async () => {
  running = await startRunning({
    config: 'test/scenarios/fixtures/partner/webhooks.ts',
    secrets: { both: [SECRET] },
  });
}, 90_000);
afterAll(async () => {
  expect(await running.stop()).toBe(0);
});

const runFile = () => JSON.parse(readFileSync(`.breakwater/runs/${running.port}.json`, 'utf8'));

/** What the provider does: puts an event on the bus of its event source. */
async function put(eventSource: string, event: { readonly id: string; readonly type: string }): Promise<unknown> {
  const Entries = [{ Source: eventSource, DetailType: event.type, Detail: JSON.stringify(event) }];
  const headers = { 'x-amz-target': 'AWSEvents.PutPartnerEvents' };
  const answer = await fetch(runFile().awsEndpoint, { method: 'POST', headers, body: JSON.stringify({ Entries }) });
  return JSON.parse(await answer.text());
}

async function post(source: string, event: object): Promise<{ status: number; body: unknown }> {
  const payload = JSON.stringify(event, null, 2);
  const signature = Stripe.webhooks.generateTestHeaderString({ payload, secret: SECRET });
  const headers = { 'content-type': 'application/json', 'stripe-signature': signature };
  const answer = await fetch(`${running.url}/webhooks/${source}`, { method: 'POST', headers, body: payload });
  return { status: answer.status, body: JSON.parse((await answer.text()) || 'null') };
}

const noted = (text: string) =>
  running
    .log()
    .split('\n')
    .filter((line) => line.includes('noted') && line.includes(text));

const list = async (source: string) => {
  const { stdout } = await running.cli('events', 'list', '--source', source, '--json');
  const events: { id: string; type: string; processors: Record<string, { status: string }> }[] = JSON.parse(stdout);
  return events;
};

test('an event that the provider puts on its bus is processed, once, also when it comes twice', async () => {
  const event = { id: 'evt_1', type: 'charge.failed' };
  for (let time = 0; time < 2; time++)
    expect(await put('aws.partner/stripe.com/ed_test_1', event)).toMatchObject({ FailedEntryCount: 0 });
  await eventually(
    async () => noted('evt_1').length,
    (count) => count === 1,
  );
  await eventually(
    async () => running.log().split('duplicate').length - 1,
    (count) => count === 1,
  );
  expect(noted('evt_1')).toHaveLength(1);
  expect(await list('stripe')).toMatchObject([
    { id: 'evt_1', type: 'charge.failed', processors: { note: { status: 'done', attempts: 1 } } },
  ]);
}, 60_000);

test('an event that comes by webhook too is a duplicate, whichever was first', async () => {
  const first = { id: 'evt_2', type: 'charge.failed' };
  await put('aws.partner/stripe.com/ed_test_2', first);
  await eventually(
    async () => noted('evt_2').length,
    (count) => count === 1,
  );
  expect(await post('both', first)).toMatchObject({ status: 200, body: { status: 'duplicate', id: 'evt_2' } });

  const second = { id: 'evt_3', type: 'charge.failed' };
  expect(await post('both', second)).toMatchObject({ status: 200, body: { status: 'accepted' } });
  await eventually(
    async () => noted('evt_3').length,
    (count) => count === 1,
  );
  await put('aws.partner/stripe.com/ed_test_2', second);
  await put('aws.partner/stripe.com/ed_test_2', { id: 'evt_4', type: 'charge.failed' });
  await eventually(
    async () => noted('evt_4').length,
    (count) => count === 1,
  );
  expect([noted('evt_2').length, noted('evt_3').length]).toEqual([1, 1]);
  expect(JSON.parse((await running.cli('quarantine', 'list', '--json')).stdout)).toEqual([]);
}, 60_000);

test('the source has no address and no secret', async () => {
  expect(await post('stripe', { id: 'evt_5', type: 'charge.failed' })).toMatchObject({ status: 404 });
  const { code, stderr } = await running.pipe(SECRET, 'secrets', 'set', 'stripe');
  expect([code, stderr]).toEqual([
    2,
    expect.stringContaining('come from aws.partner/stripe.com/ed_test_1, so it has no'),
  ]);
  const { stdout } = await running.cli('secrets', 'status', '--json');
  expect(JSON.parse(stdout).map(({ source }: { source: string }) => source)).toEqual(['both']);
}, 60_000);

test('trigger plays the provider on EventBridge', async () => {
  const { code, stdout } = await running.cli('trigger', 'shopify', 'orders/paid');
  expect([code, stdout]).toEqual([0, expect.stringMatching(/orders\/paid.*put on aws\.partner\/shopify\.com/s)]);
  const [event] = await eventually(
    () => list('shopify'),
    ([first]) => first?.processors.note?.status === 'done',
  );
  expect(event).toMatchObject({ type: 'orders/paid' });
  expect((await running.cli('trigger', 'stripe', '--tamper', 'body')).code).toBe(2);
}, 60_000);

test('what is no event of the provider waits in the dead-letter queue of the receiver', async () => {
  const Entries = [{ Source: 'aws.partner/shopify.com/1234567/orders', DetailType: 'x', Detail: '{"no":"payload"}' }];
  const headers = { 'x-amz-target': 'AWSEvents.PutPartnerEvents' };
  await fetch(runFile().awsEndpoint, { method: 'POST', headers, body: JSON.stringify({ Entries }) });
  const QueueUrl = `${runFile().outputs.QueueUrlPrefix}_from-shopify-dead-letter`;
  await eventually(
    async () => {
      const command = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['ApproximateNumberOfMessages'] });
      return (await clientsOf(runFile()).queues.send(command)).Attributes?.ApproximateNumberOfMessages;
    },
    (count) => count === '1',
  );
}, 60_000);
