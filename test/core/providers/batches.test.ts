import type { Delivery } from '../../../core/delivery.ts';
import { describe as describeEvents } from '../../../core/describe.ts';
import { providers } from '../../../core/providers/index.ts';
import { verifyDelivery } from '../../../core/verify.ts';
import { sourceOf } from '../source-of.ts';
import { AT, MS } from './fields/fields-row.ts';

const NOW = Date.parse(AT);
const SECRET = '44782DEF547AAA06C910C43932B1EB0C71FC68D9D0C057550C48EC2ACF6BA056';
const FORM = 'application/x-www-form-urlencoded';

/** The events in what a source of the provider that splits them receives, signed. */
async function eventsIn(id: keyof typeof providers, body: string, requestId = 'r1', split = true) {
  const source = sourceOf(providers[id], { split });
  const headers = { 'content-type': id === 'mandrill' ? FORM : 'application/json' };
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

/** By provider: what holds its items, the items, and the id, type, time and subject of each (undefined: its digest). */
const BATCHES: readonly (readonly [
  keyof typeof providers,
  (items: string) => string,
  readonly (readonly [item: string, id: string | undefined, type: string, time?: string, subject?: string])[],
])[] = [
  [
    'hubspot',
    (items) => `[ ${items} ]`,
    [
      [
        `{"eventId":1,"subscriptionId":2,"objectId":3,"occurredAt":${MS},"portalId":4,"subscriptionType":"contact.creation",${ODD}}`,
        `1.2.3.${MS}`,
        'contact.creation',
        AT,
        '4',
      ],
      [
        `{"eventId":1,"subscriptionId":2,"objectId":4,"occurredAt":${MS},"subscriptionType":"deal.deletion"}`,
        `1.2.4.${MS}`,
        'deal.deletion',
        AT,
      ],
      ['{"eventId":1,"subscriptionType":"conversation.newMessage"}', undefined, 'conversation.newMessage'],
    ],
  ],
  [
    'mandrill',
    (items) => new URLSearchParams({ mandrill_events: `[${items}]` }).toString(),
    [
      [`{"event":"send","_id":"m-1","ts":${NOW / 1000},${ODD}}`, undefined, 'send', AT, 'm-1'],
      [`{"event":"open","_id":"m-1"}`, undefined, 'open', AT, 'm-1'],
      [`{"type":"blacklist","action":"add"}`, undefined, 'blacklist'],
    ],
  ],
  [
    'quickbooks',
    (items) => `[${items}]`,
    [
      [
        `{"id":"q-1","type":"qbo.invoice.created.v1","time":"${AT}","intuitaccountid":"7",${ODD}}`,
        'q-1',
        'qbo.invoice.created.v1',
        AT,
        '7',
      ],
      [`{"id":"q-2","type":"qbo.bill.updated.v1"}`, 'q-2', 'qbo.bill.updated.v1'],
    ],
  ],
  [
    'xero',
    (items) => `{"events":[${items}],"entropy":"x"}`,
    [
      [
        `{"eventCategory":"INVOICE","eventType":"CREATE","eventDateUtc":"2026-03-01T10:20:30.400","tenantId":"t",${ODD}}`,
        undefined,
        'INVOICE.CREATE',
        AT,
        't',
      ],
      ['{"eventCategory":"CONTACT","eventType":"UPDATE"}', undefined, 'CONTACT.UPDATE'],
    ],
  ],
  [
    'tailscale',
    (items) => `[${items}]`,
    [
      [`{"type":"nodeCreated","timestamp":"${AT}","tailnet":"acme",${ODD}}`, undefined, 'nodeCreated', AT, 'acme'],
      ['{"type":"nodeDeleted"}', undefined, 'nodeDeleted'],
    ],
  ],
  [
    'twilio',
    (items) => `[${items}]`,
    [
      [
        `{"id":"EZ1","type":"com.twilio.messaging.message.sent","time":"${AT}","data":{"accountSid":"AC1"},${ODD}}`,
        'EZ1',
        'com.twilio.messaging.message.sent',
        AT,
        'AC1',
      ],
      ['{"id":"EZ2","type":"com.twilio.messaging.message.failed"}', 'EZ2', 'com.twilio.messaging.message.failed'],
    ],
  ],
  [
    'line',
    (items) => `{"destination":"U","events":[${items}]}`,
    [
      [
        `{"webhookEventId":"w-1","type":"message","timestamp":${MS},"source":{"userId":"u"},${ODD}}`,
        'w-1',
        'message',
        AT,
        'u',
      ],
      ['{"webhookEventId":"w-2","type":"follow"}', 'w-2', 'follow'],
    ],
  ],
  [
    'okta',
    (items) => `{"eventId":"o","data":{"events":[${items}]}}`,
    [
      [
        `{"uuid":"o-1","eventType":"user.session.start","published":"${AT}","actor":{"id":"a"},${ODD}}`,
        'o-1',
        'user.session.start',
        AT,
        'a',
      ],
      ['{"uuid":"o-2","eventType":"user.session.end"}', 'o-2', 'user.session.end'],
    ],
  ],
];

describe.each(BATCHES)('a batch of %s that is split', (provider, batch, rows) => {
  const body = batch(rows.map(([item]) => item).join(' ,\n'));

  test('becomes its items, in the bytes that stood there, each with its own id, type, time and subject', async () => {
    const events = await eventsIn(provider, body);
    expect(events.map(({ text }) => text)).toEqual(rows.map(([item]) => item));
    expect(events.map(({ type, time, subject }) => [type, time, subject])).toEqual(
      rows.map(([, , type, time = AT, subject]) => [type, time, subject]),
    );
    const ids = events.map(({ id }) => id);
    expect(ids).toEqual(rows.map(([, id]) => id ?? expect.stringMatching(/^sha256:[0-9a-f]{64}$/)));
    expect(new Set(ids).size).toBe(rows.length);
  });

  test('keeps the ids of its items when it comes again, alone or in other company', async () => {
    const ids = (await eventsIn(provider, body)).map(({ id }) => id);
    expect((await eventsIn(provider, body, 'r2')).map(({ id }) => id)).toEqual(ids);
    const turned = batch(
      rows
        .map(([item]) => item)
        .reverse()
        .join(','),
    );
    expect((await eventsIn(provider, turned)).map(({ id }) => id)).toEqual(ids.reverse());
  });
});

test('the older notifications of QuickBooks become one for each entity, in the bytes that stood there', async () => {
  const first = `{"name":"Customer","id":"1","operation":"Create","lastUpdated":"${AT}",${ODD}}`;
  const body = `{"eventNotifications":[{"realmId":"7","dataChangeEvent":{"entities":[${first},{"name":"Bill","operation":"Void"}]}},{"realmId":"8"}]}`;
  expect(
    (await eventsIn('quickbooks', body)).map(({ text, type, time, subject }) => [text, type, time, subject]),
  ).toEqual([
    [`{"realmId":"7","dataChangeEvent":{"entities":[${first}]}}`, 'Customer.Create', AT, '7'],
    ['{"realmId":"7","dataChangeEvent":{"entities":[{"name":"Bill","operation":"Void"}]}}', 'Bill.Void', AT, '7'],
    ['{"realmId":"8"}', 'event', AT, '8'],
  ]);
});

test('a list of HubSpot that is not split is the same event whatever the attempt, and another with other items', async () => {
  const list = (attemptNumber: number, objectId = 3) =>
    JSON.stringify([{ eventId: 1, subscriptionId: 2, objectId, occurredAt: MS, attemptNumber }]);
  const idOf = async (body: string) => (await eventsIn('hubspot', body, 'r1', false))[0]?.id;
  expect(await idOf(list(1))).toBe(await idOf(list(0)));
  expect(await idOf(list(0, 4))).not.toBe(await idOf(list(0)));
  expect(await idOf(list(0))).toMatch(/^sha256:[0-9a-f]{64}$/);
});

test('the items of Adyen are known by what is signed of them', async () => {
  const item = (eventCode: string) =>
    `{"NotificationRequestItem":{"pspReference":"P1","eventCode":"${eventCode}","success":"true","eventDate":"${AT}","merchantAccountCode":"Shop"}}`;
  const events = await eventsIn('adyen', `{"notificationItems":[${item('AUTHORISATION')},${item('CAPTURE')}]}`);
  expect(events.map(({ id, type, time, subject }) => [id, type, time, subject])).toEqual([
    ['P1.AUTHORISATION.true', 'AUTHORISATION', AT, 'Shop'],
    ['P1.CAPTURE.true', 'CAPTURE', AT, 'Shop'],
  ]);
});

test('notifications of Microsoft Graph that look the same are events of their own, those with an id are known by it', async () => {
  const body = '{"value":[{"changeType":"updated"},{"changeType":"updated"},{"id":"g-1","lifecycleEvent":"missed"}]}';
  const events = await eventsIn('msgraph', body);
  expect(events.map(({ id, type }) => [id, type])).toEqual([
    ['request:r1', 'updated'],
    ['request:r1.2', 'updated'],
    ['g-1', 'missed'],
  ]);
});

describe("a change of Meta's", () => {
  const change = (value: string) => `{"entry":[{"id":"e","time":1,"changes":[{"field":"messages","value":${value}}]}]}`;
  const idOf = async (value: string) => (await eventsIn('meta', change(value)))[0]?.id;

  test('with one message or one status is known by it', async () => {
    expect(await idOf('{"messages":[{"id":"wamid.1"}]}')).toBe('wamid.1');
    expect(await idOf('{"statuses":[{"id":"wamid.1","status":"read"}]}')).toBe('wamid.1.read');
    expect(await idOf('{"messages":[],"statuses":[{"id":"wamid.1","status":"sent"}]}')).toBe('wamid.1.sent');
  });

  test.each([
    '{"messages":[{"id":"wamid.1"},{"id":"wamid.2"}]}',
    '{"statuses":[{"id":"wamid.1","status":"sent"},{"id":"wamid.1","status":"read"}]}',
    '{"messages":[{"id":"wamid.1"}],"statuses":[{"id":"wamid.0","status":"read"}]}',
    '{"messages":[{}]}',
    '{"messages":[{"id":7}]}',
    '{"statuses":[{"id":"wamid.1"}]}',
    '{"messages":{"id":"x"}}',
    '{}',
    'null',
  ])('with several, or with none, is known by its digest: %s', async (value) => {
    expect(await idOf(value)).toMatch(/^sha256:/);
  });
});
