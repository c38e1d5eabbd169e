import { readContent } from '../../../core/content.ts';
import { readField } from '../../../core/field.ts';
import { providers } from '../../../core/providers/index.ts';

type Headers = Readonly<Record<string, string>>;

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

const described = (id: keyof typeof providers, headers: Headers, body: unknown) => {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const content = readContent({ method: 'POST', url: 'https://h.example.com/', headers, body: Buffer.from(text) });
  const { event } = providers[id];
  return [event.id, event.type, event.time, event.subject].map((field) => readField(content, field));
};

describe('id, type, time and subject', () => {
  test('of Stripe are in the body, the subject being the connected account', () => {
    const event = { id: 'evt_1', type: 'charge.refunded', created: 1760000000, account: 'acct_1' };
    expect(described('stripe', {}, event)).toEqual(['evt_1', 'charge.refunded', '1760000000', 'acct_1']);
  });

  test('of a thin Stripe event are there too, its time as a date', () => {
    const event = {
      id: 'evt_test_65R',
      object: 'v2.core.event',
      type: 'v1.billing.meter.no_meter_found',
      created: '2026-03-01T10:20:30.400Z',
    };
    expect(described('stripe', {}, event)).toEqual(['evt_test_65R', event.type, event.created, undefined]);
  });

  test('of GitHub are the delivery, and the event with its action', () => {
    const headers = { 'x-github-delivery': '72d3162e-cc78', 'x-github-event': 'issues' };
    const repository = { full_name: 'acme/shop' };
    expect(described('github', headers, { action: 'opened', repository })).toEqual([
      '72d3162e-cc78',
      'issues.opened',
      undefined,
      'acme/shop',
    ]);
    expect(
      described('github', { ...headers, 'x-github-event': 'ping' }, { zen: 'x', organization: { login: 'acme' } }),
    ).toEqual(['72d3162e-cc78', 'ping', undefined, 'acme']);
  });

  test.each([{}, [], 1, true, null])('of GitHub are without an action that is no text: %j', (action) => {
    expect(described('github', { 'x-github-event': 'issues' }, { action })[1]).toBe('issues');
  });

  test.each(['x-', ''])('of Shopify are in the headers "%sshopify-…"', (prefix) => {
    const headers = {
      [`${prefix}shopify-webhook-id`]: 'b54557e4',
      [`${prefix}shopify-event-id`]: 'another',
      [`${prefix}shopify-topic`]: 'orders/create',
      [`${prefix}shopify-triggered-at`]: '2026-03-01T10:20:30.400Z',
      [`${prefix}shopify-shop-domain`]: 'acme.myshopify.com',
    };
    expect(described('shopify', headers, { id: 1 })).toEqual([
      'b54557e4',
      'orders/create',
      '2026-03-01T10:20:30.400Z',
      'acme.myshopify.com',
    ]);
  });

  test.each([
    [
      'a message',
      'AccountSid=AC1&MessageSid=SM1&SmsStatus=received&Body=x',
      ['SM1.received', 'message.received', undefined, 'AC1'],
    ],
    [
      'a status of a message',
      'MessageSid=SM1&SmsSid=SM1&MessageStatus=read&EventType=READ',
      ['SM1.read', 'message.read', undefined, undefined],
    ],
    ['an old message', 'SmsSid=SM1&SmsStatus=sent', ['SM1.sent', 'message.sent', undefined, undefined]],
    ['a message without a number', 'SmsStatus=sent', [undefined, 'message.sent', undefined, undefined]],
    ['a call', 'CallSid=CA1&CallStatus=in-progress&Digits=1', [undefined, 'call.in-progress', undefined, undefined]],
    ['a conversation', 'EventType=onMessageAdded&MessageSid=IM1', [undefined, 'onMessageAdded', undefined, undefined]],
  ] as const)('of Twilio are made of the parameters: %s', (_, body, expected) => {
    expect(described('twilio', FORM, body)).toEqual(expected);
    expect(described('twilio', { ...FORM, 'i-twilio-idempotency-token': 'tok' }, body)[0]).toBe('tok');
  });

  test("of Twilio's event streams are the CloudEvent's, unless several come together", () => {
    const event = {
      id: 'EZ1',
      type: 'com.twilio.messaging.message.sent',
      time: '2026-03-01T10:20:30Z',
      data: { accountSid: 'AC1' },
    };
    expect(described('twilio', {}, [event])).toEqual(['EZ1', event.type, event.time, 'AC1']);
    expect(described('twilio', {}, [event, { ...event, id: 'EZ2' }])).toEqual([
      undefined,
      event.type,
      event.time,
      'AC1',
    ]);
  });

  test('of Standard Webhooks are the signed id and what the body says', () => {
    const headers = { 'webhook-id': 'msg_1', 'webhook-timestamp': '1760000000', 'webhook-signature': 'v1,x' };
    const body = { type: 'user.created', timestamp: '2026-03-01T10:20:30Z' };
    expect(described('standard-webhooks', headers, body)).toEqual(['msg_1', 'user.created', body.timestamp, undefined]);
    expect(described('standard-webhooks', headers, {})).toEqual(['msg_1', undefined, '1760000000', undefined]);
  });

  test('of Standard Webhooks never come from the headers under the other prefix, which are not signed', () => {
    const signed = { 'svix-id': 'msg_1', 'svix-timestamp': '1760000000', 'svix-signature': 'v1,x' };
    const added = { 'webhook-id': 'msg_forged', 'webhook-timestamp': '1' };
    expect(described('standard-webhooks', { ...signed, ...added }, {})).toEqual([
      'msg_1',
      undefined,
      '1760000000',
      undefined,
    ]);
  });

  test.each(Object.keys(providers) as (keyof typeof providers)[])(
    'of %s are absent, never wrong, in a body of another shape',
    (id) => {
      for (const body of [
        '',
        'null',
        '[]',
        '[null]',
        '{"id":{},"type":[],"created":{},"event":null,"action":{}}',
        '"text"',
        '{',
      ])
        expect(described(id, {}, body).filter((fact) => fact !== undefined)).toEqual([]);
    },
  );
});
