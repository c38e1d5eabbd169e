import type { Delivery } from '../../../core/delivery.ts';
import { describe as describeEvents } from '../../../core/describe.ts';
import { providers } from '../../../core/providers/index.ts';
import { verifyDelivery } from '../../../core/verify.ts';
import { sourceOf } from '../source-of.ts';
import { AT } from './fields/fields-row.ts';

const NOW = Date.parse(AT);
const SECRET = 'a secret of more than sixteen bytes';

/** The events in what a source of the provider that splits them receives, signed. */
async function eventsIn(id: keyof typeof providers, body: string, requestId = 'r1') {
  const source = sourceOf(providers[id], { split: true });
  const headers = { 'content-type': 'application/json' };
  const unsigned: Delivery = { method: 'POST', url: 'https://h.example.com/it', headers, body: Buffer.from(body) };
  const signed = source.provider.scheme.sign(unsigned, SECRET, { now: NOW });
  const key = source.provider.scheme.key(SECRET);
  const verification = await verifyDelivery(source, signed, key ? [key] : [], { now: NOW });
  if (!verification.ok) throw new Error(verification.cause);
  const described = describeEvents(source, verification.delivery, { receivedAt: NOW, requestId }) ?? [];
  return described.map(({ facts, event }) => ({ ...facts, text: event.rawBody.toString() }));
}

// Numbers beyond 2^53, spaces, escapes: whatever writes JSON again changes some of it.
const ODD = '"n": 12345678901234567890 , "é":"\\u00e9 ]},{"';
const item = (text: string) => text.replace(/\}$/, `,${ODD}}`);

type Row = readonly [
  provider: keyof typeof providers,
  list: string,
  item: string,
  id: string | undefined,
  type: string,
  time: string,
  subject: string | undefined,
];

const ITEMS: readonly Row[] = [
  [
    'gocardless',
    'events',
    item(`{"id":"EV1","created_at":"${AT}","resource_type":"payments","action":"failed"}`),
    'EV1',
    'payments.failed',
    AT,
    undefined,
  ],
  ['gocardless', 'events', '{"resource_type":"mandates"}', undefined, 'mandates', AT, undefined],
  [
    'mailtrap',
    'events',
    item(`{"event":"bounce","event_id":"e-1","timestamp":${NOW / 1000},"email":"z@example.com"}`),
    'e-1',
    'bounce',
    AT,
    'z@example.com',
  ],
  [
    'unit',
    'data',
    item(
      `{"id":"7","type":"customer.created","attributes":{"createdAt":"${AT}"},"relationships":{"customer":{"data":{"id":"9"}}}}`,
    ),
    '7',
    'customer.created',
    AT,
    '9',
  ],
  [
    'linkedin',
    'notifications',
    item(
      `{"notificationId":123,"action":"LIKE","lastModifiedAt":${NOW},"organizationalEntity":"urn:li:organization:1"}`,
    ),
    '123',
    'LIKE',
    AT,
    'urn:li:organization:1',
  ],
];

test.each(ITEMS)(
  '%s has in its list %s an item of its own, verbatim: %s',
  async (id, list, text, itemId, type, time, subject) => {
    const other = text.replace('é', 'è').replace(/"(EV1|e-1|7|123)"|123(?=,)/, '"another"');
    const body = ` { "${list}" : [ ${text} ,\n${other}] , "meta":{} } `;
    const [event, second, ...none] = await eventsIn(id, body);
    expect(none).toEqual([]);
    expect(event).toMatchObject({ text, type, time, subject, id: itemId ?? expect.stringMatching(/^sha256:/) });
    expect(second?.text).toBe(other);
    expect(second?.id).not.toBe(event?.id);
    expect((await eventsIn(id, body, 'r2')).map(({ id: again }) => again)).toEqual([event?.id, second?.id]);
  },
);

describe('an event of Pusher', () => {
  const event = item('{"name":"channel_occupied","channel":"c"}');
  const at = (time: number, events = event) => eventsIn('pusher', `{"time_ms":${time}, "events":[ ${events} ]}`);

  test('looks like a request that has only this one', async () => {
    expect(await at(NOW)).toMatchObject([
      { text: `{"time_ms":${NOW},"events":[${event}]}`, type: 'channel_occupied', time: AT, subject: 'c' },
    ]);
  });

  test('is another when its channel is occupied again, and the same when the request comes again', async () => {
    const [[first], [later], [again]] = [await at(NOW), await at(NOW + 1), await at(NOW)];
    expect(later?.id).not.toBe(first?.id);
    expect(again?.id).toBe(first?.id);
    const [one, two] = await at(NOW, `${event},${event}`);
    expect(one?.id).not.toBe(two?.id);
  });
});

test('Kontent.ai publishes an item twice with the same words: each request is two events of its own', async () => {
  const notification = item(
    `{"data":{"system":{"id":"i-1","last_modified":"${AT}"}},"message":{"object_type":"content_item","action":"published"}}`,
  );
  const body = `{"notifications":[${notification}, ${notification}]}`;
  const [first, second] = await eventsIn('kontent-ai', body);
  expect(first).toMatchObject({ text: notification, type: 'content_item.published', time: AT, subject: 'i-1' });
  const [later] = await eventsIn('kontent-ai', body, 'r2');
  expect(new Set([first?.id, second?.id, later?.id]).size).toBe(3);
});

test.each(['gocardless', 'pusher', 'mailtrap', 'unit', 'linkedin', 'kontent-ai'] as const)(
  'a request of %s that has no list is one event',
  async (id) => {
    for (const body of ['{}', '{"events":{}}', '{"data":null,"notifications":"x"}', '[]'])
      expect((await eventsIn(id, body)).map(({ text }) => text)).toEqual([body]);
  },
);
