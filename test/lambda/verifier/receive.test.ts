import { createHash } from 'node:crypto';
import type { ClaimCheck } from '../../../core/claim-check.ts';
import type { Delivery } from '../../../core/delivery.ts';
import { decodeEnvelope } from '../../../core/envelope.ts';
import { defineWebhooks, hmac } from '../../../core/index.ts';
import { jsonLog } from '../../../lambda/log.ts';
import { keyCache } from '../../../lambda/verifier/key-cache.ts';
import { type ReceiveParts, receive } from '../../../lambda/verifier/receive.ts';

const SECRET = 'whsec_a_secret_of_enough_bytes';
const NOW = Date.parse('2026-01-01T00:00:00Z');
const BODY = '{"id":"evt_1","type":"invoice.paid","created":1767225600}';

const webhooks = defineWebhooks({
  sources: {
    stripe: {},
    slack: {},
    quiet: { provider: 'stripe', emptyAnswer: true },
    twilio: {},
    acme: { provider: hmac({ header: 'X-Acme' }) },
    gocardless: { split: true },
  },
  processors: {
    bill: { on: { stripe: ['invoice.*'], quiet: ['*'], slack: ['*'], twilio: ['*'], acme: ['*'], gocardless: ['*'] } },
    ship: { on: { stripe: ['invoice.paid'] }, when: ({ data }) => data.id !== 'evt_small' },
  },
});

const nothingToLoad = async () => {
  throw new Error('nothing is to be loaded');
};

/** A verifier over stand-ins that count every call to AWS. */
function verifier(overrides: Partial<ReceiveParts> & { secret?: string | undefined } = {}) {
  const calls: string[] = [];
  const lines: string[] = [];
  const sent: { processor: string; message: string }[] = [];
  const secret = 'secret' in overrides ? overrides.secret : SECRET;
  const parts: ReceiveParts = {
    webhooks,
    keys: keyCache({ read: async () => secret, replace: async () => false, now: () => NOW }),
    documents: { loadWithin: () => nothingToLoad },
    visit: nothingToLoad,
    keep: async () => false,
    claimChecks: { put: async () => undefined },
    claimCheckKb: 200,
    ledger: {
      record: async ({ pk }) => {
        calls.push(`record ${pk}`);
        return undefined;
      },
    },
    send: async (processor, message) => {
      calls.push(`send ${processor}`);
      sent.push({ processor, message });
    },
    now: () => NOW,
    log: jsonLog((line) => lines.push(line)),
    ...overrides,
  };
  const post = (source: string, delivery: Delivery, traceparent?: string) =>
    receive({ source, requestId: 'r-1', delivery, traceparent }, parts);
  return { calls, lines, sent, post };
}

const failingKeys = (fail: () => Promise<never>): ReceiveParts['keys'] => {
  const nothing = { ahead: fail, expired: () => [], isUnknown: () => false, markOf: () => undefined };
  return { keys: fail, refreshed: fail, enrol: fail, ...nothing };
};

function signed(source: keyof typeof webhooks.sources | string, body: string | Buffer, headers = {}): Delivery {
  const scheme = webhooks.sources[source]?.provider.scheme;
  const delivery = {
    method: 'POST',
    url: `https://hooks.example.com/webhooks/${source}`,
    headers: { 'content-type': 'application/json', ...headers },
    body: Buffer.from(body),
  };
  return scheme?.sign(delivery, SECRET, { now: NOW }) ?? delivery;
}

test('records a new event, sends it to every processor that wants it, then answers 200', async () => {
  const { post, calls } = verifier();
  const answer = await post('stripe', signed('stripe', BODY));
  expect(answer.status).toBe(200);
  expect(JSON.parse(answer.body ?? '')).toEqual({ status: 'accepted', id: 'evt_1', type: 'invoice.paid' });
  expect(calls).toEqual(['record stripe#evt_1', 'send bill', 'send ship']);
});

test('hands the trace of the request on with the event', async () => {
  const { post, sent } = verifier();
  await post('stripe', signed('stripe', BODY), '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01');
  expect(decodeEnvelope(sent[0]?.message ?? '').facts.traceparent).toMatch(/^00-4bf92f35/);
});

test('asks the processor whether it wants an event, and sends it when the answer throws', async () => {
  const { post, calls } = verifier();
  await post('stripe', signed('stripe', BODY.replace('evt_1', 'evt_small')));
  expect(calls).toEqual(['record stripe#evt_small', 'send bill']);
});

test('answers a type that nobody wants with ignored, without a call', async () => {
  const { post, calls } = verifier();
  const answer = await post('stripe', signed('stripe', BODY.replace('invoice.paid', 'charge.failed')));
  expect(JSON.parse(answer.body ?? '')).toMatchObject({ status: 'ignored', type: 'charge.failed' });
  expect(calls).toEqual([]);
});

test('answers a forged request with 401, without a call, and keeps the cause to itself', async () => {
  const { post, calls, lines } = verifier();
  const answer = await post('stripe', { ...signed('stripe', BODY), body: Buffer.from(BODY.replace('paid', 'void')) });
  expect(answer).toMatchObject({ status: 401, body: '{"status":"unauthorized"}' });
  expect(calls).toEqual([]);
  expect(lines.join()).toContain('wrong-signature');
});

test('answers a blocked address with 401 before anything is read, counted or called', async () => {
  const fail = () => Promise.reject(new Error('nothing is to be called'));
  const { post, calls, lines } = verifier({
    gate: () => ({ cause: 'blocked-address', address: '203.0.113.9' }),
    keys: failingKeys(fail),
    admit: fail,
    keep: fail,
  });
  for (const delivery of [signed('stripe', BODY), { ...signed('stripe', BODY), method: 'GET' }])
    expect(await post('stripe', delivery)).toMatchObject({ status: 401, body: '{"status":"unauthorized"}' });
  expect(calls).toEqual([]);
  expect(lines[0]).toContain('"message":"blocked","source":"stripe","request":"r-1","cause":"blocked-address"');
  expect(lines[0]).toContain('"address":"203.0.113.9"');
});

test.each([
  ['a source that is not there', 'nobody', 'POST', 404],
  ['a source named like a property of every object', 'constructor', 'POST', 404],
  ['another method', 'stripe', 'PUT', 405],
])('answers %s', async (_, source, method, status) => {
  const { post, calls } = verifier();
  expect(await post(source, { ...signed('stripe', BODY), method })).toMatchObject({ status });
  expect(calls).toEqual([]);
});

test('answers a signed body that the provider never sends with 400', async () => {
  const { post, calls } = verifier();
  expect(await post('stripe', signed('stripe', 'not JSON'))).toMatchObject({ status: 400 });
  expect(calls).toEqual([]);
});

test.each([undefined, '', '   ', 'too short', '{"secrets":[]}', '{"secrets":[""]}'])(
  'fails closed with 503 while the secret is %j',
  async (secret) => {
    const { post, calls } = verifier({ secret });
    expect(await post('stripe', signed('stripe', BODY))).toMatchObject({
      status: 503,
      headers: { 'retry-after': '60' },
    });
    expect(calls).toEqual([]);
  },
);

test('answers 503 when AWS fails, whichever call it is', async () => {
  const fail = () => Promise.reject(new Error('ThrottlingException'));
  const broken: Partial<ReceiveParts>[] = [
    { ledger: { record: fail } },
    { send: fail },
    {
      keys: failingKeys(fail),
    },
  ];
  for (const parts of broken) {
    const { post } = verifier(parts);
    expect(await post('stripe', signed('stripe', BODY))).toMatchObject({
      status: 503,
      headers: { 'retry-after': '5' },
    });
  }
});

test('reads the secret anew when none matches, since it may have been rotated', async () => {
  let secret = 'the_secret_before_the_rotation';
  const clock = { now: NOW };
  const keys = keyCache({ read: async () => secret, replace: async () => false, now: () => clock.now });
  const { post } = verifier({ keys });
  expect((await post('stripe', signed('stripe', BODY))).status).toBe(401);
  secret = SECRET;
  clock.now += 30_000;
  expect((await post('stripe', signed('stripe', BODY))).status).toBe(200);
});

test('answers a handshake after verification only', async () => {
  const { post, calls } = verifier();
  const challenge = '{"type":"url_verification","challenge":"3eZbrw1a"}';
  expect(await post('slack', signed('slack', challenge))).toMatchObject({ status: 200, body: '3eZbrw1a' });
  expect(await post('slack', { ...signed('slack', challenge), body: Buffer.from(`${challenge} `) })).toMatchObject({
    status: 401,
  });
  expect(calls).toEqual([]);
});

test('acknowledges in the words of the provider, or with an empty body where the source asks for it', async () => {
  const { post } = verifier();
  expect((await post('quiet', signed('quiet', BODY))).body).toBeUndefined();
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  expect(await post('twilio', signed('twilio', 'MessageSid=SM1&SmsStatus=received', form))).toMatchObject({
    headers: { 'content-type': 'text/xml' },
    body: expect.stringContaining('<Response>'),
  });
});

describe('a body that is too large for its message', () => {
  const text = (length: number) => JSON.stringify('x'.repeat(length - 2));
  /** It is no text that SQS takes. */
  const control = Buffer.alloc(180_000, 1);

  test.each([
    ['as large as a message may be', Buffer.from(text(200 * 1024))],
    ['of 4 MB', Buffer.from(text(4_000_000))],
    ['that grows by a third on its way into one', control],
  ])('is put aside before the event is recorded: one %s', async (_, body) => {
    const put: { claimCheck: ClaimCheck; isWhole: boolean; before: number }[] = [];
    const claimChecks = {
      put: async (claimCheck: ClaimCheck, bytes: Uint8Array) => {
        put.push({ claimCheck, isWhole: body.equals(bytes), before: calls.length });
      },
    };
    const { post, sent, calls } = verifier({ claimChecks });
    expect(await post('acme', signed('acme', body))).toMatchObject({ status: 200 });
    const digest = createHash('sha256').update(body).digest('hex');
    const key = `acme/${Buffer.from(`sha256:${digest}`).toString('base64url')}/${digest}`;
    expect(put).toEqual([{ claimCheck: { key, bytes: body.length, digest }, isWhole: true, before: 0 }]);
    expect(decodeEnvelope(sent[0]?.message ?? '').body).toEqual({ key, bytes: body.length, digest });
    expect(Buffer.byteLength(sent[0]?.message ?? '')).toBeLessThan(1024);
  });

  test('is not put aside while its message is small enough', async () => {
    const put = jest.fn();
    const { post, sent } = verifier({ claimChecks: { put } });
    expect(await post('acme', signed('acme', text(200 * 1024 - 1000)))).toMatchObject({ status: 200 });
    expect(put).not.toHaveBeenCalled();
    expect(Buffer.byteLength(sent[0]?.message ?? '')).toBeLessThanOrEqual(200 * 1024);
  });

  test('is not accepted when it cannot be put aside', async () => {
    const put = () => Promise.reject(new Error('S3 answered 503 SlowDown'));
    const { post, calls, lines } = verifier({ claimChecks: { put } });
    expect(await post('acme', signed('acme', text(300_000)))).toMatchObject({ status: 503 });
    expect(calls).toEqual([]);
    expect(lines.join()).toContain('S3 answered 503 SlowDown');
  });

  test('is put aside by itself when it is one of a batch', async () => {
    const put: string[] = [];
    const claimChecks = { put: async ({ key }: ClaimCheck) => void put.push(key.split('/', 1)[0] ?? '') };
    const { post, sent } = verifier({ claimChecks });
    const texts = ['small', 'x'.repeat(250_000), 'y'.repeat(250_000)];
    const events = texts.map((details, index) => ({
      id: `EV${index}`,
      resource_type: 'mandates',
      action: 'created',
      details,
    }));
    expect(await post('gocardless', signed('gocardless', JSON.stringify({ events })))).toMatchObject({ status: 200 });
    expect(put).toEqual(['gocardless', 'gocardless']);
    expect(sent.map(({ message }) => Buffer.isBuffer(decodeEnvelope(message).body))).toEqual([true, false, false]);
  });
});

test('says a duplicate, and that a retry with another body is the same event', async () => {
  const entry = {
    custody: new Map([
      ['bill', {}],
      ['ship', {}],
    ]),
    digest: 'another',
  };
  const record = async () => entry as never;
  const { post, calls, lines } = verifier({ ledger: { record } });
  const answer = await post('stripe', signed('stripe', BODY));
  expect(JSON.parse(answer.body ?? '')).toMatchObject({ status: 'duplicate', id: 'evt_1' });
  expect(calls).toEqual([]);
  expect(lines.join()).toContain('sent again with another body');
});

test('logs at most 200 bytes for an accepted event, and nothing of its headers or body', async () => {
  const { post, lines } = verifier();
  await post('stripe', signed('stripe', BODY));
  const logged = lines.join('\n');
  expect(Buffer.byteLength(logged)).toBeLessThanOrEqual(200);
  expect(logged).not.toMatch(/v1=|created/);
});

test('answers 429 to what a source has no room for, before anything of it is looked at, and says when to come again', async () => {
  const read = async () => Promise.reject(new Error('the secret was read'));
  const keys = keyCache({ read, replace: async () => false, now: () => NOW });
  const { post, calls, lines } = verifier({ admit: async ({ name }) => name !== 'stripe', keys });
  const answer = { status: 429, headers: { 'retry-after': '1' }, body: '{"status":"too many requests"}' };
  expect(await post('stripe', signed('stripe', BODY))).toMatchObject(answer);
  expect(calls).toEqual([]);
  expect(lines.join()).toContain('"message":"too-many"');
  expect(await post('slack', signed('slack', BODY))).toMatchObject({ status: 503 });
});
