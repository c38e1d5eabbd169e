import { createSecretKey } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { providerNamed, providers } from '../../core/providers/index.ts';
import type { Settings } from '../../core/settings.ts';
import { SHORTEST_KEY_BYTES } from '../../core/signatures/secret-key.ts';
import { bodySenders } from '../core/providers/body-senders.ts';
import type { Sender } from '../core/providers/sender.ts';
import { senders, signedDelivery, valueAt } from '../core/providers/senders.ts';

interface Vector {
  readonly provider: string;
  readonly source: string;
  readonly secret: string;
  readonly url?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** What the source says besides its secret. */
  readonly settings?: Settings;
  /** Another body, where one with something behind it could not be read. */
  readonly otherBody?: string;
  /** The signed timestamp, in seconds. */
  readonly sentAt?: number;
}

const vectors: readonly Vector[] = readdirSync('test/vectors')
  .filter((name) => name.endsWith('.json'))
  .flatMap((name) => JSON.parse(readFileSync(`test/vectors/${name}`, 'utf8')));

test('every provider that signs has a published signature, or one that its own library or OpenSSL made', () => {
  const libraries = readdirSync('test/core/providers/sdk').map((name) => name.replace('.test.ts', ''));
  const handsOver = (sender: Sender) =>
    sender.protects === 'nothing' || valueAt(signedDelivery(sender), sender.header) === sender.secret;
  const unsigned = [...senders, ...bodySenders].filter(handsOver).map(({ provider }) => provider.id);
  const signing = Object.keys(providers).filter((id) => !unsigned.includes(id));
  const proven = [...vectors.map(({ provider }) => provider), ...libraries];
  expect(signing.filter((id) => !proven.includes(id))).toEqual([]);
});

describe.each(vectors)(
  '$provider, $source',
  ({ provider, secret, url, headers, settings, body, otherBody = `${body}&x=1`, sentAt = 0 }) => {
    const scheme = providerNamed(provider)?.scheme;
    const delivery = {
      method: 'POST',
      url: url ?? 'https://hooks.example.com/webhooks/it',
      headers,
      body: Buffer.from(body),
    };
    // Some published secrets are too short to be anybody's: the scheme gives no key for them.
    const key = scheme?.key(secret) ?? createSecretKey(Buffer.from(secret));
    const verify = (changed = delivery) => scheme?.verify(changed, [key], { now: sentAt * 1000, settings });

    test('is accepted', async () => {
      expect(await verify()).toEqual({ ok: true, key: 0 });
    });

    test('is refused over another body', async () => {
      expect(await verify({ ...delivery, body: Buffer.from(otherBody) })).toEqual({
        ok: false,
        cause: 'wrong-signature',
      });
    });

    test('has a secret that is usable unless it is too short', () => {
      expect(scheme?.key(secret) !== undefined).toBe(secret.length >= SHORTEST_KEY_BYTES);
    });
  },
);
