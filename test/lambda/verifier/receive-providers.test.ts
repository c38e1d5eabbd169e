import { createHmac } from 'node:crypto';
import type { Delivery } from '../../../core/delivery.ts';
import { defineWebhooks, hmac } from '../../../core/index.ts';
import type { Provider } from '../../../core/providers/provider.ts';
import { jsonLog } from '../../../lambda/log.ts';
import { keyCache } from '../../../lambda/verifier/key-cache.ts';
import { receive } from '../../../lambda/verifier/receive.ts';
import { decodeWhole } from '../../core/decode-whole.ts';

const SECRET = 'a secret of enough bytes for all';
const NOW = Date.parse('2026-01-01T00:00:00Z');
const BATCH =
  '{"events":[ {"action":"added","n":12345678901234567890} , {"action":"added","n":2},{"action":"added","n":2}]}';

/** A sender that proves itself by something it publishes, and wants its address visited. */
const secretless: Provider = {
  ...hmac({ header: 'X-Sum' }),
  scheme: {
    ...hmac({ header: 'X-Sum' }).scheme,
    secretless: true,
    async verify({ headers }, _keys, { load }) {
      const document = await load?.({ url: 'https://keys.example.com/' });
      return document?.text === headers['x-sum'] ? { ok: true, key: 0 } : { ok: false, cause: 'wrong-signature' };
    },
  },
  handshake: ({ text }) =>
    text === 'confirm' ? { status: 200, visit: 'https://keys.example.com/confirm' } : undefined,
};

const webhooks = defineWebhooks({
  sources: {
    asana: { split: true },
    whole: { provider: 'asana' },
    dropbox: {},
    meta: { verifyToken: 'a-word-of-ours' },
    zoom: {},
    x: {},
    keyless: { provider: secretless },
  },
  processors: {
    work: { on: { asana: ['*'], whole: ['*'], dropbox: ['*'], meta: ['*'], zoom: ['*'], keyless: ['*'] } },
  },
});

/** A verifier over a ledger, queues and secrets in memory. */
function verifier({ secret = SECRET, failsAt = Number.NaN, documents = ['the key'] } = {}) {
  const secrets = new Map([['value', secret]]);
  const ledger = new Map<string, string>();
  const sent: string[] = [];
  const visits: string[] = [];
  const clock = { now: NOW };
  let requests = 0;
  const parts = {
    webhooks,
    keys: keyCache({
      read: async () => secrets.get('value'),
      replace: async (_, before, value) => {
        if (secrets.get('value') !== before) return false;
        secrets.set('value', value);
        return true;
      },
      now: () => clock.now,
    }),
    documents: { loadWithin: () => async () => ({ status: 200, text: documents.shift() ?? 'another key' }) },
    keep: async () => false,
    visit: async ({ url }: { readonly url: string }) => {
      visits.push(url);
      return { status: visits.length > 1 ? 403 : 200, text: '' };
    },
    claimChecks: { put: async () => undefined },
    claimCheckKb: 200,
    ledger: {
      record: async ({ pk, digest }: { readonly pk: string; readonly digest: string }) => {
        const before = ledger.get(pk);
        ledger.set(pk, digest);
        return before === undefined ? undefined : ({ digest: before, custody: new Map([['work', {}]]) } as never);
      },
    },
    send: async (_: string, message: string) => {
      if (sent.length === failsAt) throw new Error('ServiceUnavailable');
      sent.push(message);
    },
    now: () => clock.now,
    log: jsonLog(() => undefined),
  };
  const post = (source: string, delivery: Delivery) => {
    requests += 1;
    return receive({ source, requestId: `request-${requests}`, delivery }, parts);
  };
  return { secrets, ledger, sent, visits, clock, post };
}

function delivery(body: string, more: Partial<Delivery> = {}): Delivery {
  const headers = { 'content-type': 'application/json' };
  return { method: 'POST', url: 'https://hooks.example.com/webhooks/x', headers, body: Buffer.from(body), ...more };
}

const signed = (source: string, body: string) =>
  webhooks.sources[source]?.provider.scheme.sign(delivery(body), SECRET, { now: NOW }) ?? delivery(body);

const bodyOf = ({ body = '' }: { readonly body?: string }) => JSON.parse(body);

describe('a batch that is split', () => {
  test('becomes an event for each item, with the bytes that stood there', async () => {
    const { post, sent } = verifier();
    expect(bodyOf(await post('asana', signed('asana', BATCH)))).toEqual({ status: 'accepted', events: 3 });
    const events = sent.map((message) => decodeWhole(message).event);
    expect(events.map(({ rawBody }) => rawBody.toString())).toEqual([
      '{"action":"added","n":12345678901234567890}',
      '{"action":"added","n":2}',
      '{"action":"added","n":2}',
    ]);
    expect(new Set(events.map(({ id }) => id)).size).toBe(3);
    expect(events.map(({ type }) => type)).toEqual(['added', 'added', 'added']);
  });

  test('does not repeat its items when it comes again, alone or in other company', async () => {
    const { post, sent } = verifier();
    await post('asana', signed('asana', BATCH));
    expect(bodyOf(await post('asana', signed('asana', BATCH)))).toEqual({ status: 'duplicate', events: 3 });
    const other = '{"events":[{"action":"added","n":2},{"action":"removed","n":2}]}';
    expect(bodyOf(await post('asana', signed('asana', other)))).toEqual({ status: 'accepted', events: 2 });
    expect(sent).toHaveLength(4);
  });

  test('is answered 503 when one item could not be taken, so that all come again', async () => {
    const { post } = verifier({ failsAt: 1 });
    expect(await post('asana', signed('asana', BATCH))).toMatchObject({ status: 503 });
  });

  test('is one event for a source that does not ask for it', async () => {
    const { post, sent } = verifier();
    expect(bodyOf(await post('whole', signed('whole', BATCH)))).toMatchObject({ status: 'accepted', type: 'event' });
    expect(sent).toHaveLength(1);
  });
});

test('two notifications of Dropbox that look the same are two events', async () => {
  const { post, sent } = verifier();
  const body = '{"list_folder":{"accounts":["dbid:1"]}}';
  for (let time = 0; time < 2; time++) expect((await post('dropbox', signed('dropbox', body))).status).toBe(200);
  expect(sent.map((message) => decodeWhole(message).event.id)).toEqual(['request:request-1', 'request:request-2']);
});

describe('a secret that the provider hands over', () => {
  const handedOver = delivery('{}', { headers: { 'x-hook-secret': 'b'.repeat(32) } });

  test('is set and echoed while there is none, and signs what follows', async () => {
    const { post, secrets } = verifier({ secret: '' });
    expect(await post('whole', handedOver)).toEqual({ status: 200, headers: { 'x-hook-secret': 'b'.repeat(32) } });
    expect(secrets.get('value')).toBe('b'.repeat(32));
    const { asana } = { asana: webhooks.sources.whole?.provider };
    const event = asana?.scheme.sign(delivery(BATCH), 'b'.repeat(32), { now: NOW }) ?? handedOver;
    expect((await post('whole', event)).status).toBe(200);
  });

  test('is refused once there is one', async () => {
    const { post, secrets } = verifier();
    expect(await post('whole', handedOver)).toMatchObject({ status: 401 });
    expect(secrets.get('value')).toBe(SECRET);
  });

  test('is refused when it is none, and from providers that hand over none', async () => {
    const { post, secrets } = verifier({ secret: '' });
    const short = delivery('{}', { headers: { 'x-hook-secret': 'short' } });
    expect(await post('whole', short)).toMatchObject({ status: 503 });
    expect(await post('zoom', handedOver)).toMatchObject({ status: 503 });
    expect(secrets.get('value')).toBe('');
  });
});

describe('handshakes', () => {
  test('that are signed get an answer made with the key', async () => {
    const { post } = verifier();
    const ask = '{"event":"endpoint.url_validation","payload":{"plainToken":"qgg8vlvZRS6UYooatFL8Aw"}}';
    expect(bodyOf(await post('zoom', signed('zoom', ask)))).toEqual({
      plainToken: 'qgg8vlvZRS6UYooatFL8Aw',
      encryptedToken: createHmac('sha256', SECRET).update('qgg8vlvZRS6UYooatFL8Aw').digest('hex'),
    });
    expect(await post('zoom', delivery(ask))).toMatchObject({ status: 401 });
  });

  test('are answered with the secret that signed them, be it the older one or one that was set a moment ago', async () => {
    const ask = '{"event":"endpoint.url_validation","payload":{"plainToken":"qgg8vlvZRS6UYooatFL8Aw"}}';
    const token = createHmac('sha256', SECRET).update('qgg8vlvZRS6UYooatFL8Aw').digest('hex');
    const rotating = verifier({ secret: JSON.stringify({ secrets: ['a newer secret of the source', SECRET] }) });
    expect(bodyOf(await rotating.post('zoom', signed('zoom', ask)))).toMatchObject({ encryptedToken: token });

    const { post, secrets, clock } = verifier({ secret: 'an older secret of the source' });
    expect(await post('zoom', signed('zoom', ask))).toMatchObject({ status: 401 });
    secrets.set('value', SECRET);
    clock.now += 30_000;
    expect(bodyOf(await post('zoom', signed('zoom', ask)))).toMatchObject({ encryptedToken: token });
  });

  test('that want to see the key are answered with it, and 503 while there is none', async () => {
    const crc = delivery('', { method: 'GET', url: 'https://h/?crc_token=foo' });
    const response_token = `sha256=${createHmac('sha256', SECRET).update('foo').digest('base64')}`;
    expect(bodyOf(await verifier().post('x', crc))).toEqual({ response_token });
    expect(await verifier({ secret: '' }).post('x', crc)).toMatchObject({ status: 503 });
    const json = delivery('', { method: 'GET', url: 'https://h/?crc_token=%7B%7D' });
    expect(await verifier().post('x', json)).toMatchObject({ status: 405 });
  });

  test("that are not signed get their challenge for the source's verify token only", async () => {
    const { post } = verifier();
    const get = (token: string) =>
      delivery('', { method: 'GET', url: `https://h/?hub.mode=subscribe&hub.challenge=42&hub.verify_token=${token}` });
    expect(await post('meta', get('a-word-of-ours'))).toMatchObject({ status: 200, body: '42' });
    expect(await post('meta', get('another'))).toEqual({ status: 403 });
    expect(await post('meta', delivery('', { method: 'GET' }))).toMatchObject({ status: 405 });
  });
});

describe('a sender without a secret', () => {
  const proven = (body: string, sum = 'the key') => delivery(body, { headers: { 'x-sum': sum } });

  test('is checked by what it publishes, though the secret is unset', async () => {
    const { post } = verifier({ secret: '' });
    expect(await post('keyless', proven('{}'))).toMatchObject({ status: 200 });
    expect(await post('keyless', proven('{}', 'a forged key'))).toMatchObject({ status: 401 });
  });

  test('may publish another key: a mismatch loads it anew, but not more than once in 30 seconds', async () => {
    const { post, clock } = verifier({ documents: ['old key', 'old key', 'new key', 'old key'] });
    expect(await post('keyless', proven('{}', 'old key'))).toMatchObject({ status: 200 });
    clock.now += 30_000;
    expect(await post('keyless', proven('{}', 'new key'))).toMatchObject({ status: 200 });
    expect(await post('keyless', proven('{"a":1}', 'new key'))).toMatchObject({ status: 401 });
  });

  test('is told that the endpoint agrees before it is answered, and gets 503 when that fails', async () => {
    const { post, visits } = verifier({ documents: ['the key', 'the key'] });
    expect(await post('keyless', proven('confirm'))).toMatchObject({ status: 200 });
    expect(visits).toEqual(['https://keys.example.com/confirm']);
    expect(await post('keyless', proven('confirm'))).toMatchObject({ status: 503 });
  });
});
