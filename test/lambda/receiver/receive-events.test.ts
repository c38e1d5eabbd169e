import type { SQSRecord } from 'aws-lambda';
import { defineWebhooks, partnerEventSource } from '../../../core/index.ts';
import type { LedgerItem } from '../../../core/ledger-item.ts';
import { toEntry } from '../../../lambda/aws/ledger.ts';
import { jsonLog } from '../../../lambda/log.ts';
import type { SourceFigures } from '../../../lambda/metrics.ts';
import { receiveEvents } from '../../../lambda/receiver/receive-events.ts';

const STRIPE = 'aws.partner/stripe.com/ed_test_61';
const webhooks = defineWebhooks({
  sources: { stripe: { from: partnerEventSource(STRIPE) } },
  processors: { first: { on: { stripe: ['charge.*'] } }, second: { on: { stripe: ['charge.failed'] } } },
});

const record = (messageId: string, detail: object, source = STRIPE): SQSRecord => ({
  messageId,
  receiptHandle: messageId,
  body: JSON.stringify({ version: '0', id: `id-${messageId}`, source, 'detail-type': 'any', detail }),
  attributes: {
    ApproximateReceiveCount: '1',
    SentTimestamp: '0',
    SenderId: 'any',
    ApproximateFirstReceiveTimestamp: '0',
  },
  messageAttributes: {},
  md5OfBody: '',
  eventSource: 'aws:sqs',
  eventSourceARN: 'arn',
  awsRegion: 'us-east-1',
});

/** A receiver with a ledger and queues of its own; `failing` names the processor whose queue is away. */
function world({ failing = '' } = {}) {
  const source = webhooks.sources.stripe;
  if (!source) throw new Error('there is no source');
  const recorded = new Map<string, LedgerItem>();
  const sent: string[] = [];
  const aside: string[] = [];
  const lines: string[] = [];
  const counts: SourceFigures[] = [];
  const log = jsonLog((line) => void lines.push(line));
  const parts = {
    source,
    path: {
      webhooks,
      claimChecks: { put: async () => undefined },
      claimCheckKb: 200,
      ledger: {
        record: async (item: LedgerItem) => {
          const before = recorded.get(item.pk);
          recorded.set(item.pk, before ?? item);
          return before && { ...toEntry({}), ...before, custody: new Map() };
        },
      },
      send: async (processor: string, message: string) => {
        if (processor === failing) throw new Error('the queue is away');
        sent.push(`${processor} ${JSON.parse(message).id} ${JSON.parse(message).requestid}`);
      },
      now: () => 1_767_225_600_000,
      log,
    },
    putAside: async (_: string, error: string) => void aside.push(error),
    count: ({ BodySize, ...figures }: SourceFigures) => void counts.push(figures),
    now: () => 1_767_225_600_000,
    log,
  };
  return { recorded, sent, aside, lines, counts, receive: (...records: SQSRecord[]) => receiveEvents(records, parts) };
}

test('an event is recorded, and sent to each processor that wants it, under the provider’s own id', async () => {
  const { recorded, sent, receive, lines } = world();
  const stays = await receive(
    record('1', { id: 'evt_1', type: 'charge.failed' }),
    record('2', { id: 'evt_2', type: 'charge.captured' }),
  );
  expect(stays).toEqual({ batchItemFailures: [] });
  expect([...recorded.keys()]).toEqual(['stripe#evt_1', 'stripe#evt_2']);
  expect(sent.sort()).toEqual(['first evt_1 id-1', 'first evt_2 id-2', 'second evt_1 id-1']);
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { message: 'accepted', source: 'stripe', request: 'id-1', event: 'evt_1', type: 'charge.failed' },
    { message: 'accepted', event: 'evt_2' },
  ]);
});

test('an event that nobody wants is let go, and recorded nowhere', async () => {
  const { recorded, receive } = world();
  expect(await receive(record('1', { id: 'evt_1', type: 'invoice.paid' }))).toEqual({ batchItemFailures: [] });
  expect(recorded.size).toBe(0);
});

test('a message stays when one of the sends failed, and only that message', async () => {
  const { receive } = world({ failing: 'second' });
  const stays = await receive(
    record('1', { id: 'evt_1', type: 'charge.failed' }),
    record('2', { id: 'evt_2', type: 'charge.captured' }),
  );
  expect(stays).toEqual({ batchItemFailures: [{ itemIdentifier: '1' }] });
});

test('what is from another event source, or no event of the provider, is put aside with the reason', async () => {
  const { receive, aside, sent } = world();
  const stranger = record('1', { id: 'evt_1', type: 'charge.failed' }, 'aws.partner/stripe.com/ed_other');
  expect(await receive(stranger, { ...record('2', {}), body: 'no event' })).toEqual({ batchItemFailures: [] });
  expect(aside).toEqual(['from aws.partner/stripe.com/ed_other', 'not an event of Stripe']);
  expect(sent).toEqual([]);
});

test('what becomes of events is counted as of requests', async () => {
  const well = world();
  const charge = record('1', { id: 'evt_1', type: 'charge.failed' });
  await well.receive(charge);
  await well.receive(charge);
  await well.receive(record('2', { id: 'evt_2', type: 'invoice.paid' }));
  await well.receive({ ...record('3', {}), body: 'no event' });
  expect(well.counts).toEqual([
    { Received: 1, Accepted: 1 },
    { Received: 1, Duplicate: 1 },
    { Received: 1, Ignored: 1 },
    { Received: 1, Unreadable: 1 },
  ]);
  const away = world({ failing: 'second' });
  await away.receive(charge);
  expect(away.counts).toEqual([{ Received: 1, Unavailable: 1 }]);
});
