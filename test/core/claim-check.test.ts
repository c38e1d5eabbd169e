import { claimCheckOf, mayBeFetched, readClaimCheckKey } from '../../core/claim-check.ts';
import type { Custody } from '../../core/custody.ts';
import { decodeEnvelope, encodeEnvelope } from '../../core/envelope.ts';
import type { EventFacts } from '../../core/event-facts.ts';

const facts = (more: Partial<EventFacts> = {}): EventFacts => ({
  id: 'evt_1',
  source: 'stripe-connect',
  provider: 'stripe',
  type: 'invoice.paid',
  time: '2026-03-01T10:20:30.000Z',
  receivedAt: '2026-03-01T10:20:31.000Z',
  requestId: 'req-1',
  contentType: 'application/json',
  ...more,
});
const body = Buffer.from('{"a":1}');
const digest = '0'.repeat(63) + 1;

describe('the key of a body', () => {
  test('is the same for the same event and body, whenever and as whatever request it came', () => {
    const { key } = claimCheckOf(facts(), body, digest);
    expect(key).toBe(`stripe-connect/ZXZ0XzE/${digest}`);
    const later = facts({ receivedAt: '2026-04-01T10:20:31.000Z', requestId: 'req-2' });
    expect(claimCheckOf(later, body, digest).key).toBe(key);
  });

  test('is another for another body, and for each replay', () => {
    const keys = [undefined, 'replay-1', 'replay-2'].map((replay) => claimCheckOf(facts({ replay }), body, digest).key);
    expect(new Set([...keys, claimCheckOf(facts(), body, 'f'.repeat(64)).key]).size).toBe(4);
    for (const key of keys) expect(readClaimCheckKey(key)).toMatchObject({ id: 'evt_1', digest });
  });

  test.each(['..', '../other/evt', 'a/b', '%2F', 'x y', `sha256:${'a'.repeat(64)}`, 'z'.repeat(256)])(
    'says the event %j again, and is one that S3 takes',
    (id) => {
      const { key } = claimCheckOf(facts({ id, source: 's'.repeat(48), replay: 'r' }), body, digest);
      expect(readClaimCheckKey(key)).toEqual({ source: 's'.repeat(48), id, digest });
      expect(key).toMatch(/^[\w~/-]{1,1024}$/);
    },
  );

  test.each(['', 'stripe/evt', 'stripe/ZXZ0XzE/short', `/x/${digest}`, `Stripe/x/${digest}`, `a/b/c/${digest}`])(
    'is not ours: %j',
    (key) => expect(readClaimCheckKey(key)).toBeUndefined(),
  );
});

describe('an envelope with a claim check', () => {
  const claimCheck = claimCheckOf(facts(), body, digest);
  const text = encodeEnvelope(facts({ replay: 'r1' }), claimCheck);

  test('says where the body lies in the place of it, and is read as what was written', () => {
    expect(JSON.parse(text)).toMatchObject({ dataref: claimCheck.key, datalength: 7, datasha256: digest });
    expect(JSON.parse(text)).not.toHaveProperty('data');
    expect(decodeEnvelope(text)).toEqual({
      facts: { ...facts({ replay: 'r1' }), subject: undefined },
      body: claimCheck,
    });
  });

  test.each([
    ['another event', { id: 'evt_2' }],
    ['another source', { source: 'stripe' }],
    ['another digest', { datasha256: 'f'.repeat(64) }],
    ['no key of ours', { dataref: 'https://example.com/' }],
    ['no length', { datalength: '7' }],
    ['a key that is no text', { dataref: 5 }],
  ])('is refused for good when it names %s', (_, change) => {
    expect(() => decodeEnvelope(JSON.stringify({ ...JSON.parse(text), ...change }))).toThrow(SyntaxError);
  });

  test('is not made by a body that looks like one', () => {
    const { body: read } = decodeEnvelope(encodeEnvelope(facts(), Buffer.from(text)));
    expect(String(read)).toBe(text);
  });
});

describe('an old body', () => {
  const custody = (...states: Custody['state'][]) => ({
    targets: ['p0', 'p1'],
    custody: new Map(
      states.map((state, index) => [`p${index}`, { state, owner: '', until: 0, attempts: 1, failures: [] }]),
    ),
  });

  test.each(['claimed', 'retry', 'failed'] as const)('may be fetched while a processor has it as %s', (state) => {
    expect(mayBeFetched(custody('done', state), 34)).toBe(true);
  });

  test('may be fetched for 15 days whatever the ledger says, and not once all are done or it never was recorded', () => {
    for (const entry of [custody('done', 'done'), undefined])
      expect([15, 15.01].map((days) => mayBeFetched(entry, days))).toEqual([true, false]);
  });

  test('may be fetched for 29 days by a processor that was never known to hold it', () => {
    for (const entry of [custody('done'), custody()])
      expect([15.01, 29, 29.01].map((days) => mayBeFetched(entry, days))).toEqual([true, true, false]);
  });
});
