import { creem } from '../../../core/providers/creem.ts';
import { ACCEPTED, delivery, verdictOf, WRONG } from './sdk/deliveries.ts';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const OLD = 'the text of an older secret';
const NOW = Date.now();

const newer = creem.scheme.sign(delivery('{"a":1}'), SECRET, { now: NOW, id: 'msg_1' });
const older = creem.scheme.sign(delivery('{"a":1}'), OLD, { now: NOW });

test('either way of Creem is accepted with its secret', async () => {
  expect(Object.keys(newer.headers)).toContain('webhook-signature');
  expect(Object.keys(older.headers)).toContain('creem-signature');
  expect(await verdictOf(creem, newer, SECRET)).toEqual(ACCEPTED);
  expect(await verdictOf(creem, older, OLD)).toEqual(ACCEPTED);
});

test('a delivery that shows the newer signature is judged by that alone', async () => {
  const shown = newer.headers['webhook-signature'] ?? '';
  const both = { ...older, headers: { ...older.headers, ...newer.headers, 'webhook-signature': `${shown}A` } };
  expect((await verdictOf(creem, both, OLD)).ok).toBe(false);
  const wrong = { ...older, headers: { ...older.headers, ...newer.headers } };
  expect(await verdictOf(creem, wrong, OLD)).toEqual(WRONG);
});

test('says which of the live secrets it was, though some of them do not decode', async () => {
  const keys = [OLD, SECRET].map((secret) => creem.scheme.key(secret)).filter((key) => key !== undefined);
  expect(await creem.scheme.verify(newer, keys, { now: NOW })).toEqual({ ok: true, key: 1 });
  expect(await creem.scheme.verify(older, [...keys].reverse(), { now: NOW })).toEqual({ ok: true, key: 1 });
});
