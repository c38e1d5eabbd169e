import { createSecretKey } from 'node:crypto';
import { ConfigurationError, parseWebhooks } from '../../../core/index.ts';
import { SOURCE_OPTIONS } from '../../../core/parse-source.ts';
import { providers } from '../../../core/providers/index.ts';
import { apiKey, basicAuth, bearerToken, hmac, querySecret } from '../../../core/providers/own-sender.ts';
import type { Provider } from '../../../core/providers/provider.ts';
import type { SettingDescription } from '../../../core/settings.ts';
import { verifyDelivery } from '../../../core/verify.ts';
import { sourceOf } from '../source-of.ts';
import { bodySenders } from './body-senders.ts';
import type { Sender } from './sender.ts';
import { NOW, senders, signedDelivery, withoutHeader } from './senders.ts';

const ALL: readonly Sender[] = [...senders, ...bodySenders];

/** What anybody can send who knows the URL, and everything of a real request but its proof. */
function unsigned(sender: Sender) {
  const signed = signedDelivery(sender);
  const isInBody = sender.header === '';
  const carrier = isInBody ? { ...signed, body: Buffer.from(sender.body) } : signed;
  const stripped = [sender.header, ...sender.needs].reduce(withoutHeader, carrier);
  const anonymous = { ...stripped, url: 'https://hooks.example.com/webhooks/sender', headers: {} };
  return [
    stripped,
    { ...stripped, body: Buffer.alloc(0) },
    anonymous,
    { ...anonymous, headers: { 'content-type': sender.contentType } },
    {
      ...anonymous,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: Buffer.from('secret=&a=1'),
    },
    { ...anonymous, url: `${anonymous.url}?secret=&token=&signature=`, body: Buffer.from('{"signature":""}') },
    { ...anonymous, headers: { authorization: 'Basic Og==', [isInBody ? 'signature' : sender.header]: '' } },
    { ...anonymous, headers: { authorization: 'Bearer ' }, body: Buffer.from('null') },
  ];
}

/** Everything that a source can say, as far as it goes. */
const OPTIONS = [{}, { tolerance: 86_400 }, { split: true }, { emptyAnswer: true }];

test('nobody is left out', () => {
  const ids = ALL.map(({ provider }) => provider.id);
  expect(ids).toEqual(expect.arrayContaining(Object.keys(providers)));
  expect(ids).toEqual(expect.arrayContaining(['hmac', 'basic-auth', 'bearer-token', 'api-key', 'query-secret']));
});

describe.each(ALL)('$name', (sender) => {
  const { provider, secret, settings } = sender;
  const keysOf = (...secrets: readonly string[]) =>
    secrets.map((text) => provider.scheme.key(text)).filter((key) => key !== undefined);

  test.each([
    ['with its keys', keysOf(secret, sender.otherSecret), settings],
    ['without keys', [], settings],
    ['with its keys and no settings', keysOf(secret), {}],
    ['with empty settings', keysOf(secret), Object.fromEntries(Object.keys(settings).map((name) => [name, '']))],
    ['with empty secrets', keysOf('', ' ', '\n', '""', '{}', 'null', 'undefined'), settings],
    ['with a key of no bytes, though no secret makes one', [createSecretKey(Buffer.alloc(0))], settings],
    ['without anything', [], {}],
  ])('is refused unsigned %s, whatever its source says', async (_, keys, given) => {
    for (const options of OPTIONS)
      for (const delivery of unsigned(sender)) {
        const source = sourceOf(provider, { ...options, settings: given });
        const verification = await verifyDelivery(source, delivery, keys, { now: NOW });
        expect(verification).toEqual({ ok: false, cause: expect.any(String) });
      }
  });

  test('makes no key of an empty secret', () => {
    expect(keysOf('', ' ', '\t', '\n', '""', '{}', 'null', 'undefined', ':', 'user:')).toEqual([]);
  });
});

const SWITCHES = ['verify', 'unverified', 'unsigned', 'insecure', 'skipVerification', 'signature', 'scheme', 'secret'];

describe('there is no way to switch verification off', () => {
  const problemsOf = (source: object): readonly string[] => {
    try {
      parseWebhooks({ sources: { it: source }, processors: {} });
      return [];
    } catch (error) {
      if (!(error instanceof ConfigurationError)) throw error;
      return error.message.split('\n');
    }
  };

  test('by an option of a source: these are all, and none of them is about that', () => {
    expect(SOURCE_OPTIONS).toEqual([
      'provider',
      'tolerance',
      'emptyAnswer',
      'answerWithinSeconds',
      'split',
      'maxPerSecond',
      'secretCacheSeconds',
      'allowAddresses',
      'alarmAfterSilenceHours',
      'reconcile',
      'tenants',
      // Its events come from EventBridge, which signs nothing and lets nobody else in: docs/partner-sources.md.
      'from',
    ]);
  });

  test.each(Object.entries(providers))('of %s, by an option or by a setting of its own', (id, provider: Provider) => {
    for (const name of SWITCHES)
      for (const value of [false, true, null, '', 'none'])
        expect(problemsOf({ provider: id, [name]: value }).join()).toContain(`"${name}"`);
    const settings: Readonly<Record<string, SettingDescription>> = provider.settings ?? {};
    for (const [name, { form }] of Object.entries(settings)) {
      expect(form.test('')).toBe(false);
      expect(problemsOf({ provider: id, [name]: '' }).join()).toContain(`"${name}" is ""`);
    }
  });

  test('by a tolerance without end', () => {
    for (const tolerance of [0, -1, 1e9, Number.POSITIVE_INFINITY, Number.NaN, null])
      expect(problemsOf({ provider: 'stripe', tolerance }).join()).toContain('"tolerance"');
  });

  test.each<[string, (options: object) => Provider]>([
    ['hmac', (options) => hmac({ header: 'X-Sum', ...options })],
    ['basicAuth', (options) => basicAuth(options)],
    ['bearerToken', (options) => bearerToken(options)],
    ['apiKey', (options) => apiKey({ header: 'X-Key', ...options })],
    ['querySecret', (options) => querySecret(options)],
  ])('of %s, by any option of it', (_, make) => {
    for (const name of SWITCHES.filter((each) => each !== 'secret'))
      expect(() => make({ [name]: false })).toThrow(`"${name}" is unknown`);
    for (const place of [{ header: '' }, { parameter: '' }]) {
      const [name] = Object.keys(place);
      expect(() => make(place)).toThrow(`"${name}" is`);
    }
  });

  test('by a provider that is not there, or that is none', () => {
    for (const provider of ['none', 'unverified', '', null, false, {}, []])
      expect(problemsOf({ provider }).join()).toContain('there is no provider');
  });
});
