import { readContent } from '../../../core/content.ts';
import type { Delivery } from '../../../core/delivery.ts';
import { describe as describeEvent } from '../../../core/describe.ts';
import { readField } from '../../../core/field.ts';
import { providers } from '../../../core/providers/index.ts';
import type { Provider } from '../../../core/providers/provider.ts';
import { verifyDelivery } from '../../../core/verify.ts';
import { sourceOf } from '../source-of.ts';

const TOKEN = 'a-token_of-more-than-16-bytes';
const LOGIN = 'shop:a-password-of-more-than-16';
const NOW = Date.parse('2026-03-01T10:20:30Z');

const delivery = (body: string, headers: Readonly<Record<string, string>> = {}, search = ''): Delivery => ({
  method: 'POST',
  url: `https://hooks.example.com/webhooks/it${search}`,
  headers: { 'content-type': 'application/json', ...headers },
  body: Buffer.from(body),
});

async function verify(provider: Provider, given: Delivery) {
  const keys = [TOKEN, LOGIN].map((secret) => provider.scheme.key(secret)).filter((key) => key !== undefined);
  return await verifyDelivery(sourceOf(provider, { split: true }), given, keys, { now: NOW });
}

const verdict = async (provider: Provider, given: Delivery) => {
  const verification = await verify(provider, given);
  return verification.ok || verification.cause;
};

/** The events that a batch is split into, as id, type and body. */
async function split(provider: Provider, body: string) {
  const verification = await verify(provider, provider.scheme.sign(delivery(body), LOGIN, { now: NOW }));
  if (!verification.ok) throw new Error(verification.cause);
  const source = sourceOf(provider, { split: true });
  const events = describeEvent(source, verification.delivery, { receivedAt: NOW, requestId: 'r' }) ?? [];
  return events.map(({ facts, event }) => [facts.id, facts.type, event.rawBody.toString()]);
}

const basic = `Basic ${Buffer.from(LOGIN).toString('base64')}`;

describe('a sender that signs only when it is told to', () => {
  test.each<[Provider, string, Delivery]>([
    [providers.mailchimp, 'x-mailchimp-signature', delivery('type=subscribe', {}, `?secret=${TOKEN}`)],
    [providers.revenuecat, 'x-revenuecat-webhook-signature', delivery('{}', { authorization: TOKEN })],
    [providers.revenuecat, 'x-revenuecat-webhook-signature', delivery('{}', { authorization: `Bearer ${TOKEN}` })],
    [providers.grafana, 'x-grafana-alerting-signature', delivery('{}', { authorization: `Bearer ${TOKEN}` })],
    [providers.grafana, 'x-grafana-alerting-signature', delivery('{}', { authorization: basic })],
  ])('may hand over the secret: $id', async (provider, header, given) => {
    expect(await verdict(provider, given)).toBe(true);
    const signed = provider.scheme.sign(delivery('{"n":1}'), TOKEN, { now: NOW });
    const forged = { ...given.headers, [header]: signed.headers[header] ?? '' };
    // Whoever shows a signature is judged by it alone.
    expect(await verdict(provider, { ...given, headers: forged })).toBe('wrong-signature');
    expect(await verdict(provider, { ...given, headers: { ...given.headers, [header]: 'x' } })).toBe(
      'malformed-signature',
    );
  });

  test('needs the secret itself where it does not sign', async () => {
    expect(await verdict(providers.mailchimp, delivery('type=subscribe'))).toBe('missing-signature');
    expect(await verdict(providers.mailchimp, delivery('type=subscribe', {}, '?secret=x'))).toBe('wrong-signature');
    expect(await verdict(providers.grafana, delivery('{}', { authorization: 'Bearer x' }))).toBe('wrong-signature');
    expect(await verdict(providers.revenuecat, delivery('{}', { authorization: 'x' }))).toBe('wrong-signature');
  });
});

describe('what is sent where', () => {
  test.each<[keyof typeof providers, Delivery]>([
    ['postmark', delivery('{}', { 'x-webhook-secret': TOKEN })],
    ['zapier', delivery('{}', { authorization: basic })],
    ['make', delivery('{}', { authorization: `Bearer ${TOKEN}` })],
    ['ifttt', delivery('{}', {}, `?secret=${TOKEN}`)],
    ['marketo', delivery('{}', {}, `?a=1&secret=${TOKEN}`)],
    ['auth0', delivery('{}', { authorization: TOKEN })],
    ['auth0', delivery('{}', { authorization: `Bearer ${TOKEN}` })],
    ['azure-devops', delivery('{}', { 'x-webhook-secret': TOKEN })],
    ['supabase', delivery('{}', { authorization: `Bearer ${TOKEN}` })],
    ['brevo', delivery('{}', { 'x-webhook-secret': TOKEN })],
    ['alertmanager', delivery('{}', { authorization: basic })],
    ['sparkpost', delivery('{}', { authorization: basic })],
  ])('is accepted: %s', async (id, given) => {
    expect(await verdict(providers[id], given)).toBe(true);
  });

  test.each<[keyof typeof providers, Delivery]>([
    ['splunk', delivery('{}', { 'x-webhook-secret': TOKEN, authorization: `Bearer ${TOKEN}` })],
    ['eventbrite', delivery('{}', { authorization: basic })],
    ['postmark', delivery('{}', {}, `?secret=${TOKEN}`)],
    ['telegram', delivery('{}', { 'x-webhook-secret': TOKEN }, `?secret=${TOKEN}`)],
    ['deepgram', delivery('{}', { 'dg-token': TOKEN })],
    ['marketo', delivery('{}', { authorization: basic })],
  ])('is refused where the sender cannot put it: %s', async (id, given) => {
    expect(await verdict(providers[id], given)).not.toBe(true);
  });
});

describe('a batch', () => {
  test('of Auth0 comes as a list, in an object or in lines, and its entries keep their bytes', async () => {
    const [first, second] = [
      '{"log_id":"a", "data":{"type":"s","n":12345678901234567890}}',
      '{"data":{},"log_id":"b"}',
    ];
    const events = [
      ['a', 's', first],
      ['b', 'event', second],
    ];
    expect(await split(providers.auth0, `[${first} , ${second}]`)).toEqual(events);
    expect(await split(providers.auth0, `{"logs":[${first},${second}]}`)).toEqual(events);
    expect(await split(providers.auth0, `${first}\n${second}\n`)).toEqual(events);
    expect(await split(providers.auth0, first)).toEqual([events[0]]);
    expect(await split(providers.auth0, `${first}\nno JSON`)).toHaveLength(1);
  });

  test('of Braze has events with ids of their own', async () => {
    const [first, second] = [
      '{"id":"e1","event_type":"users.sms.Send", "time":1}',
      '{"id":"e2","event_type":"x","n":1.0}',
    ];
    const body = `{"events": [${first}, ${second}]}`;
    const source = sourceOf(providers.braze);
    const content = readContent(delivery(body));
    expect(source.provider.batch?.items(content)).toEqual([first, second]);
    expect(source.provider.batch?.items(readContent(delivery('{"events":{}}')))).toBeUndefined();
  });

  test('of SparkPost has events whatever their kind', async () => {
    const first = '{"msys":{"message_event":{"type":"bounce","event_id":"1","timestamp":"1772360430"}}}';
    const second = '{"msys": {"track_event":{"type":"open","event_id":"2"}}}';
    expect(await split(providers.sparkpost, `[${first},${second}]`)).toEqual([
      ['1', 'bounce', first],
      ['2', 'open', second],
    ]);
    expect((await split(providers.sparkpost, '[{"msys":null},{"msys":{"a":1}}, 7]')).map(([, type]) => type)).toEqual([
      'event',
      'event',
      'event',
    ]);
  });

  test('of alerts is one event for each that fires and one for each that is resolved, however often it is repeated', async () => {
    const alert = (status: string, more = '') =>
      `{"status":"${status}","fingerprint":"f1","startsAt":"2026-03-01T10:00:00Z"${more}}`;
    const ids = async (body: string) => (await split(providers.alertmanager, body)).map(([id, type]) => [id, type]);
    const firing = ['f1.2026-03-01T10:00:00Z.firing', 'firing'];
    const resolved = ['f1.2026-03-01T10:00:00Z.resolved', 'resolved'];
    expect(await ids(`{"status":"firing","alerts":[${alert('firing')},${alert('resolved')}]}`)).toEqual([
      firing,
      resolved,
    ]);
    expect(await ids(`{"alerts":[${alert('firing', ',"generatorURL":"x"')}]}`)).toEqual([firing]);
    expect((await ids('{"alerts":[{"status":"firing"}]}'))[0]?.[0]).toMatch(/^sha256:/);
  });
});

describe('a handshake', () => {
  test('of Mailchimp is a GET or HEAD without a secret, and says nothing', () => {
    const content = readContent(delivery(''));
    for (const method of ['GET', 'HEAD'])
      expect(providers.mailchimp.probe?.(method, content, {})).toEqual({ status: 200 });
    for (const method of ['POST', 'PUT', 'get', ''])
      expect(providers.mailchimp.probe?.(method, content, {})).toBeUndefined();
  });

  test('of SparkPost is a list of one empty event', () => {
    const shaken = (body: string) =>
      providers.sparkpost.handshake?.(readContent(delivery(body)), { keys: [], settings: {} });
    expect(shaken('[{"msys":{}}]')).toEqual({ status: 200 });
    for (const body of ['[]', '{}', '[{}]', '[{"msys":null}]', '[{"msys":{}},{"msys":{}}]', '[{"msys":{"a":{}}}]', ''])
      expect(shaken(body)).toBeUndefined();
  });
});

describe('an event of Pipedrive', () => {
  const facts = (json: object) => {
    const content = readContent(delivery(JSON.stringify(json)));
    const { id, type, time } = providers.pipedrive.event;
    return [id, type, time].map((field) => readField(content, field));
  };
  const meta = { action: 'change', entity: 'deal', timestamp: '2026-03-01T10:20:30Z', id: 1 };

  test('is the same however often it is tried, and whichever version says so', () => {
    expect(facts({ meta: { ...meta, attempt: 1 } })).toEqual([
      expect.stringMatching(/^sha256:/),
      'change.deal',
      meta.timestamp,
    ]);
    expect(facts({ meta: { ...meta, attempt: 2 } })).toEqual(facts({ meta: { ...meta, attempt: 1 } }));
    const first = {
      retry: 0,
      event: 'added.deal',
      meta: { action: 'added', object: 'deal', id: 7, timestamp: 1760000000 },
    };
    expect(facts({ ...first, retry: 1 })).toEqual(facts(first));
    expect(facts(first)).toEqual([expect.stringMatching(/^sha256:/), 'added.deal', '1760000000']);
  });

  test('is another one when anything else differs', () => {
    const [id] = facts({ meta, data: { value: 1 } });
    for (const other of [
      { meta, data: { value: 2 } },
      { meta: { ...meta, entity: 'person' }, data: { value: 1 } },
      { meta },
    ])
      expect(facts(other)[0]).not.toBe(id);
    expect(facts({})[0]).toBeUndefined();
  });
});
