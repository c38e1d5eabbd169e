import { type SampleContext, sampleDelivery, sampleTypes } from '../../../core/catalogue/index.ts';
import { describe as describeEvent } from '../../../core/describe.ts';
import { encodeEnvelope } from '../../../core/envelope.ts';
import { providers } from '../../../core/providers/index.ts';
import { apiKey, basicAuth, bearerToken, hmac, querySecret } from '../../../core/providers/own-sender.ts';
import type { Provider } from '../../../core/providers/provider.ts';
import { verifyDelivery } from '../../../core/verify.ts';
import { decodeWhole } from '../decode-whole.ts';
import { sourceOf } from '../source-of.ts';

const NOW = Date.parse('2026-03-01T10:20:30.400Z');
const SECRET = Buffer.from('a secret for every one of them').toString('base64');
const HEX_SECRET = Buffer.from('a secret for the ones in hex').toString('hex');

const fields = {
  eventId: 'body.id',
  eventType: 'body.type',
  eventTime: 'body.at',
  subject: 'body.customer.id',
} as const;

const OWN: readonly [string, Provider][] = [
  ['hmac', hmac({ header: 'X-Sum', ...fields })],
  [
    'hmac with nested places',
    hmac({ header: 'X-Sum', eventId: 'body.0.data.ids.1', eventType: ['body.0.kind', 'body.type'] }),
  ],
  [
    'hmac with places in headers',
    hmac({ header: 'X-Sum', eventId: 'header.X-Id', eventType: 'header.X-Type', signed: '{header.X-Id}{body}' }),
  ],
  ['hmac with the id in a signed header only', hmac({ header: 'X-Sum', signed: '{header.X-Id}{body}' })],
  [
    'hmac of a form',
    hmac({ header: 'X-Sum', content: 'form', eventId: 'form.ref', eventType: 'form.what', subject: 'body.who' }),
  ],
  [
    'hmac with places in the query',
    hmac({ header: 'X-Sum', signed: '{url}{body}', eventId: 'query.id', eventType: 'query.type' }),
  ],
  ['hmac without a type', hmac({ header: 'X-Sum' })],
  [
    'hmac with functions',
    hmac({ header: 'X-Sum', eventType: ({ text }) => text?.slice(0, 1), eventId: ({ digest }) => digest }),
  ],
  ['basicAuth', basicAuth(fields)],
  ['bearerToken', bearerToken(fields)],
  ['querySecret', querySecret(fields)],
  ['apiKey', apiKey({ header: 'X-Key', ...fields })],
];

const context = (nonce: string): SampleContext => ({
  url: 'https://hooks.example.com/webhooks/it?a=1',
  now: NOW,
  nonce,
});

/** Making a key of RSA takes a tenth of a second. */
const pairs = new Map<Provider, { readonly secret: string; readonly signWith?: string }>();

function pairOf(provider: Provider) {
  const { scheme } = provider;
  const secret = [SECRET, HEX_SECRET].find((text) => scheme.key(text)) ?? `user:${SECRET}`;
  const pair = pairs.get(provider) ?? scheme.generate?.() ?? { secret };
  pairs.set(provider, pair);
  return pair;
}

/** What becomes of a sample on the way that every delivery goes. */
async function received(provider: Provider, type: string | undefined, nonce = 'n1') {
  const source = sourceOf(provider);
  const unsigned = sampleDelivery(provider, type, context(nonce));
  const { secret, signWith = secret } = pairOf(provider);
  const signed = provider.scheme.sign(unsigned, signWith, { now: NOW, id: `msg_${nonce}`, settings: source.settings });
  const key = provider.scheme.key(secret);
  const verification = await verifyDelivery(source, signed, key ? [key] : [], { now: NOW });
  if (!verification.ok) throw new Error(`refused: ${verification.cause}`);
  const [description] = describeEvent(source, verification.delivery, { receivedAt: NOW, requestId: nonce }) ?? [];
  if (!description) throw new Error('unreadable');
  return { ...description, unsigned };
}

const ALL: readonly [string, Provider][] = [...Object.entries(providers), ...OWN];

describe.each(ALL)('the samples of %s', (_, provider) => {
  const types = sampleTypes(provider);

  test('are of several types, each once', () => {
    expect(new Set(types).size).toBe(types.length);
    const named = Object.hasOwn(providers, provider.id) && provider.event.type !== undefined;
    expect(types.length).toBeGreaterThanOrEqual(named ? 2 : 1);
  });

  test('are not signed', () => {
    for (const name of Object.keys(sampleDelivery(provider, undefined, context('n1')).headers))
      expect(name).not.toMatch(/signature|hmac|x-sum|authorization|x-key/);
  });

  test('are of the first type unless told otherwise', () => {
    if ((provider.event.type && typeof provider.event.type !== 'function') || Object.hasOwn(providers, provider.id))
      expect(sampleDelivery(provider, undefined, context('n1'))).toEqual(
        sampleDelivery(provider, types[0], context('n1')),
      );
  });

  test('are other events for another nonce, and the same for the same', async () => {
    const id = async (nonce: string) => (await received(provider, undefined, nonce)).facts.id;
    expect(await id('n1')).not.toBe(await id('n2'));
    expect(await id('n1')).toBe(await id('n1'));
  });

  test('go to the URL asked for, and survive the envelope', async () => {
    const { facts, unsigned } = await received(provider, undefined);
    expect(unsigned.url).toMatch(/^https:\/\/hooks\.example\.com\/webhooks\/it\?a=1/);
    expect(decodeWhole(encodeEnvelope(facts, unsigned.body)).event.rawBody).toEqual(unsigned.body);
  });
});

describe.each(Object.entries(providers))('each sample of %s', (_, provider) => {
  test.each(sampleTypes(provider))(
    'is accepted and described as %s, at the time and for the subject it names',
    async (type) => {
      const { facts } = await received(provider, type);
      expect(facts.type).toBe(type);
      expect(Math.abs(Date.parse(facts.time) - NOW)).toBeLessThan(1000);
      expect(facts.id).not.toBe('');
      if (provider.event.subject && type !== 'url_verification' && provider !== providers.stripe)
        expect(facts.subject).toMatch(/\w/);
    },
  );
});

describe('a type that there is no sample of', () => {
  test.each([
    ['stripe', 'payment_intent.canceled', '"object": "payment_intent"'],
    ['stripe', 'price.created', '"object": "payment_intent"'],
    ['github', 'pull_request.closed', '"pull_request":{'],
    ['github', 'star', '"ref":"refs/heads/main"'],
    ['shopify', 'orders/cancelled', '"order_number":1001'],
    ['slack', '/coffee', 'command=%2Fcoffee'],
    ['slack', 'team_join', '"type":"team_join"'],
    ['twilio', 'message.undelivered', 'MessageStatus=undelivered'],
    ['twilio', 'call.busy', 'CallStatus=busy'],
    [
      'twilio',
      'com.twilio.voice.status-callback.call.answered',
      '"type":"com.twilio.voice.status-callback.call.answered"',
    ],
    ['standard-webhooks', 'user.updated', '"type":"user.updated"'],
  ] as const)('of %s, %s, is put into the sample most like it', async (id, type, text) => {
    const { facts, unsigned } = await received(providers[id], type);
    expect(facts.type).toBe(type);
    expect(unsigned.body.toString()).toContain(text);
  });

  test('of a sender of your own stands where its field says', async () => {
    for (const [, provider] of OWN.slice(0, 3))
      expect((await received(provider, 'cup.broken')).facts.type).toBe('cup.broken');
  });

  test('is refused with the types that there are, when no delivery could have it', () => {
    expect(() => sampleDelivery(providers.twilio, 'nonsense', context('n1'))).toThrow(
      'no sample of Twilio can have the type "nonsense"; there are: message.received, message.delivered, message.failed, call.ringing, call.completed, com.twilio.messaging.message.delivered',
    );
    expect(() => sampleDelivery(hmac({ header: 'X-Sum' }), 'nonsense', context('n1'))).toThrow(/there are: event$/);
  });
});
