import fc from 'fast-check';
import { readContent } from '../../../core/content.ts';
import type { Delivery } from '../../../core/delivery.ts';
import { readField } from '../../../core/field.ts';
import { senders, signedDelivery, valueAt, verdictOn, withHeader } from './senders.ts';
import { timed } from './timed.ts';

const MEGABYTE = 1_000_000;

/** Headers that a verifier may trip over: wrong forms, and long ones that a careless expression reads many times. */
const HOSTILE_HEADERS: readonly string[] = [
  ' ',
  ',',
  '=',
  '.',
  'garbage',
  'v1',
  'v1=',
  'v1,',
  'v0=',
  'sha256=',
  'sha256=zz',
  't=,v1=',
  't=1,t=2,v1=00,v1=00',
  'Basic',
  'Basic =',
  'Basic ====',
  'Bearer',
  'Bearer  ',
  '\u0000',
  '\uD800',
  '🦊',
  '__proto__',
  'constructor',
  '%00',
  'undefined',
  `v1=${'0'.repeat(63)}`,
  `v1=${'0'.repeat(65)}`,
  `sha256=${'g'.repeat(64)}`,
  'A'.repeat(44),
  `${'A'.repeat(42)}==`,
  ...[
    'a',
    ',',
    ' ',
    '=',
    'v1,',
    'v1=,',
    't=1,',
    'v1a,A ',
    'Basic ',
    '\t',
    '🦊',
    `v1,${'A'.repeat(43)}= `,
    `v1=${'0'.repeat(64)},`,
  ].map((piece) => piece.repeat(Math.ceil(MEGABYTE / piece.length))),
];

/** A refusal must not cost more, whatever stands in the header. */
const HEADER_MS = 50;

describe.each(senders)('$name', (sender) => {
  const signed = signedDelivery(sender);

  test('refuses every hostile header, in less than 50 ms', async () => {
    for (const name of [sender.header, ...sender.needs])
      for (const value of HOSTILE_HEADERS) {
        const hostile = withHeader(signed, name, value);
        const verdict = () => timed(() => verdictOn(sender, hostile, [sender.secret]));
        const { result, milliseconds } = await verdict();
        expect(result.ok).toBe(false);
        // The compiler and the collector of garbage work on this clock too: what is slow by itself is slow every time.
        const again = milliseconds < HEADER_MS ? [] : [await verdict(), await verdict(), await verdict()];
        expect(Math.min(milliseconds, ...again.map((retry) => retry.milliseconds))).toBeLessThan(HEADER_MS);
      }
  });

  test('never throws, and accepts nothing that it did not sign', async () => {
    const names = [sender.header, ...sender.needs, 'content-type', 'svix-signature', 'shopify-hmac-sha256'];
    const value = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(...Object.values(signed.headers), ...HOSTILE_HEADERS.filter(({ length }) => length < 100)),
    );
    const delivery = fc.record({
      method: fc.constantFrom('GET', 'POST', '', 'x'),
      url: fc.oneof(fc.webUrl({ withQueryParameters: true, withFragments: true }), fc.string({ unit: 'binary' })),
      headers: fc.dictionary(fc.constantFrom(...names), value),
      body: fc.oneof(fc.uint8Array(), fc.string({ unit: 'binary' })).map((bytes) => Buffer.from(bytes)),
    });
    await fc.assert(
      fc.asyncProperty(delivery, fc.double({ noNaN: true }), async (hostile: Delivery, now) => {
        const verdict = await verdictOn(sender, hostile, [sender.secret], { now });
        const isCredential =
          sender.protects === 'nothing' && valueAt(hostile, sender.header) === valueAt(signed, sender.header);
        // A token may have expired, or be for another address.
        expect(verdict.ok).toBe(isCredential && (sender.signsTime === false || verdict.ok));
        const content = readContent(hostile);
        for (const field of Object.values(sender.provider.event)) readField(content, field);
        sender.provider.probe?.(hostile.method, content, sender.settings);
        sender.provider.handshake?.(content, { keys: [], settings: sender.settings });
        sender.provider.enrol?.(content);
        sender.provider.batch?.items(content);
      }),
      { numRuns: 200 },
    );
  });

  test('makes a key of any text or none, without throwing', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.base64String(),
          fc.base64String().map((text) => `whpk_${text}`),
        ),
        (secret) => {
          const key = sender.provider.scheme.key(secret);
          if (Buffer.byteLength(secret.trim()) < 16) expect(key).toBeUndefined();
        },
      ),
      { numRuns: 200 },
    );
  });
});
