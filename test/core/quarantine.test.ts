import fc from 'fast-check';
import {
  canBeReleased,
  decodeQuarantined,
  encodeQuarantined,
  isQuarantineCause,
  type QuarantinedRequest,
  quarantineCounter,
  quarantineKey,
  quarantinePrefix,
  readQuarantineKey,
} from '../../core/quarantine.ts';
import type { RefusalCause } from '../../core/verdict.ts';

const request: QuarantinedRequest = {
  source: 'stripe',
  requestId: 'JKJaXmPLvHcESHA=',
  receivedAt: '2026-01-01T00:00:59.999Z',
  cause: 'wrong-signature',
  delivery: {
    method: 'POST',
    url: 'https://hooks.example.com/webhooks/stripe?a=%2F',
    headers: { 'stripe-signature': 't=1,v1=00' },
    body: Buffer.from([0, 255, 10, 195, 40]),
  },
};

test.each<[RefusalCause, boolean]>([
  ['wrong-signature', true],
  ['stale-timestamp', true],
  ['future-timestamp', true],
  ['missing-signature', false],
  ['malformed-signature', false],
  ['missing-timestamp', false],
  ['malformed-timestamp', false],
  ['body-not-signed', false],
])('of requests that were refused for %s, those that look like the provider’s are kept: %j', (cause, kept) => {
  expect(isQuarantineCause(cause)).toBe(kept);
});

test('an accepted event that came again with another body is kept, and never let in', () => {
  expect(isQuarantineCause('changed-body')).toBe(true);
  expect(canBeReleased({ ...request, cause: 'changed-body' })).toBe(false);
  expect(canBeReleased(request)).toBe(true);
});

test('a request comes back whole, whatever its bytes', () => {
  const bytes = fc.uint8Array().map((array) => Buffer.from(array));
  const headers = fc.dictionary(fc.string(), fc.string());
  fc.assert(
    fc.property(bytes, headers, (body, names) => {
      const kept = { ...request, delivery: { ...request.delivery, body, headers: { ...names } } };
      expect(decodeQuarantined(encodeQuarantined(kept))).toEqual(kept);
    }),
  );
});

test.each([
  ['no JSON', 'x'],
  ['no object', '1'],
  ['another object', '{"source":"stripe"}'],
  ['another cause', encodeQuarantined(request).replace('wrong-signature', 'missing-signature')],
  ['no time', encodeQuarantined(request).replace('2026-01-01', 'long ago')],
  ['headers that are none', encodeQuarantined(request).replace('"t=1,v1=00"', '1')],
  ['no headers', encodeQuarantined({ ...request }).replace(/"headers":\{[^}]*\}/, '"headers":null')],
])('%s is not read as a request', (_, text) => {
  expect(() => decodeQuarantined(text)).toThrow(SyntaxError);
});

describe('a key', () => {
  test('tells what a request is, and sorts by time within its source', () => {
    const { delivery: _, ...entry } = request;
    const key = quarantineKey(request);
    expect(key).toBe('stripe/2026-01-01T00:00:59.999Z~wrong-signature~JKJaXmPLvHcESHA=.json');
    expect(key.startsWith(quarantinePrefix('stripe'))).toBe(true);
    expect(readQuarantineKey(key)).toEqual(entry);
    expect(quarantineKey({ ...request, receivedAt: '2026-01-01T00:01:00.000Z' }) > key).toBe(true);
  });

  test('stays short and plain, whatever an id is', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 2000, minLength: 1 }), (requestId) => {
        const key = quarantineKey({ ...request, requestId });
        expect(key).toMatch(/^[\w/:.~=-]{1,300}$/);
        expect(readQuarantineKey(key)?.source).toBe('stripe');
      }),
    );
  });

  test.each([
    '',
    'stripe',
    'stripe/notes.txt',
    'stripe/2026-01-01T00:00:00.000Z~because~r.json',
    'a/b/c~wrong-signature~r.json',
  ])('of something else (%j) is none', (key) => {
    expect(readQuarantineKey(key)).toBeUndefined();
  });
});

test('requests of one source and one minute are counted together, by a key that no event has', () => {
  const pk = (source: string, receivedAt: string) => quarantineCounter({ ...request, source, receivedAt }).pk;
  expect(pk('stripe', '2026-01-01T00:00:00.000Z')).toBe('#quarantine#stripe#2026-01-01T00:00');
  expect(pk('stripe', '2026-01-01T00:00:59.999Z')).toBe(pk('stripe', '2026-01-01T00:00:00.000Z'));
  expect(pk('stripe', '2026-01-01T00:01:00.000Z')).not.toBe(pk('stripe', '2026-01-01T00:00:00.000Z'));
  expect(pk('github', '2026-01-01T00:00:00.000Z')).not.toBe(pk('stripe', '2026-01-01T00:00:00.000Z'));
  expect(quarantineCounter(request).expires).toBe(Date.parse('2026-01-01T01:00:59Z') / 1000);
});
