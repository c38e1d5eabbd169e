import { randomBytes } from 'node:crypto';
import { TAMPERINGS, tamper } from '../../cli/trigger/tamper.ts';
import { sampleDelivery } from '../../core/catalogue/index.ts';
import type { Delivery } from '../../core/delivery.ts';
import type { Provider } from '../../core/index.ts';
import { apiKey, basicAuth, bearerToken, hmac, providers, querySecret } from '../../core/index.ts';
import type { Verdict } from '../../core/verdict.ts';
import { sourceOf } from '../core/source-of.ts';

const NOW = Date.parse('2026-01-02T03:04:05.000Z');
const text = `whsec_${randomBytes(32).toString('base64')}`;
const hex = randomBytes(32).toString('hex');

/** What each scheme notices: what it does not sign it cannot. */
const CASES: readonly [string, Provider, string, readonly string[]][] = [
  ['stripe', providers.stripe, text, ['body', 'signature', 'timestamp', 'secret']],
  ['github', providers.github, text, ['body', 'signature', 'secret']],
  ['shopify', providers.shopify, text, ['body', 'signature', 'secret']],
  ['slack', providers.slack, text, ['body', 'signature', 'timestamp', 'secret']],
  ['twilio', providers.twilio, text, ['body', 'signature', 'secret']],
  ['standard-webhooks', providers['standard-webhooks'], text, ['body', 'signature', 'timestamp', 'secret']],
  ['a hex key', hmac({ header: 'X-Signature', secret: 'hex' }), hex, ['body', 'signature', 'secret']],
  ['a base64 signature', hmac({ header: 'X-Signature', encoding: 'base64' }), hex, ['body', 'signature', 'secret']],
  ['basic auth', basicAuth(), `jenny:${hex}`, ['signature', 'secret']],
  ['a bearer token', bearerToken(), hex, ['signature', 'secret']],
  ['a secret in the URL', querySecret(), hex, ['signature', 'secret']],
  ['items that carry their signature', providers.adyen, hex, ['body', 'signature', 'secret']],
  ['a signature in the body', providers.mailgun, hex, ['signature', 'timestamp', 'secret']],
  ['a time in the body', providers.linear, hex, ['body', 'signature', 'timestamp', 'secret']],
  ['a secret in the body', providers.msgraph, hex, ['signature', 'secret']],
  ['an API key', apiKey({ header: 'X-Api-Key' }), hex, ['signature', 'secret']],
];

async function verdict(provider: Provider, secret: string, tampering?: (typeof TAMPERINGS)[number]): Promise<Verdict> {
  const { scheme } = provider;
  const unsigned = sampleDelivery(provider, undefined, { url: 'https://x.test/webhooks/a', now: NOW, nonce: 'n' });
  const delivery = tampering
    ? tamper(sourceOf(provider), unsigned, secret, NOW, tampering)
    : scheme.sign(unsigned, secret, { now: NOW });
  const key = scheme.key(secret);
  return scheme.verify(delivery, key ? [key] : [], { now: NOW });
}

test.each(CASES)('%s: a genuine delivery passes', async (_, provider, secret) => {
  expect(await verdict(provider, secret)).toMatchObject({ ok: true });
});

test.each(CASES)(
  '%s: everything that is signed is noticed when it is tampered with',
  async (_, provider, secret, noticed) => {
    const verdicts = await Promise.all(TAMPERINGS.map((tampering) => verdict(provider, secret, tampering)));
    expect(TAMPERINGS.filter((_, index) => verdicts[index]?.ok === false)).toEqual(noticed);
  },
);

test('each tampering is refused for its own reason', async () => {
  const { stripe } = providers;
  const cause = async (tampering: (typeof TAMPERINGS)[number]) => verdict(stripe, text, tampering);
  expect(await cause('timestamp')).toEqual({ ok: false, cause: 'stale-timestamp' });
  expect(await cause('signature')).toEqual({ ok: false, cause: 'wrong-signature' });
});

test.each(CASES)(
  '%s: a tampered signature differs from the genuine one in a single character',
  (_, provider, secret) => {
    const { scheme } = provider;
    const unsigned = sampleDelivery(provider, undefined, {
      url: 'https://x.test/',
      now: NOW,
      nonce: 'n',
    });
    const textOf = ({ url, headers, body }: Delivery) =>
      [url, ...Object.values(headers), body.toString('latin1')].join('\n');
    const genuine = textOf(scheme.sign(unsigned, secret, { now: NOW, id: 'msg_tampered' }));
    const wrong = textOf(tamper(sourceOf(provider), unsigned, secret, NOW, 'signature'));
    expect(wrong).toHaveLength(genuine.length);
    expect([...genuine].filter((character, index) => character !== wrong[index])).toHaveLength(1);
  },
);
