import { createHmac } from 'node:crypto';
import { Signature } from 'hook0-client';
import { readContent } from '../../../../core/content.ts';
import { readField } from '../../../../core/field.ts';
import { coinbaseCdp } from '../../../../core/providers/coinbase-cdp.ts';
import { hook0 } from '../../../../core/providers/hook0.ts';
import { ACCEPTED, BODIES, delivery, verdictOf, WRONG } from './deliveries.ts';

const SECRET = '2b4f1cde-0000-4000-8000-zoë-secret';
const NOW = 1_760_000_000_000;
const HEADER = 'x-hook0-signature';
const MALFORMED = { ok: false, cause: 'malformed-signature' };

const ours = (body: string) =>
  hook0.scheme.sign(delivery(body, { 'x-event-id': 'e-1', 'x-event-type': 'thing.happened' }), SECRET, { now: NOW });

const libraryAccepts = (body: string, headers: Readonly<Record<string, string>>) =>
  Signature.parse(headers[HEADER] ?? '').verify(Buffer.from(body), new Headers(headers), SECRET);

test.each(BODIES)("Hook0's own library accepts what we sign, and refuses another body: %j", (body) => {
  const { headers } = ours(body);
  expect(libraryAccepts(body, headers)).toBe(true);
  expect(libraryAccepts(`${body} `, headers)).toBe(false);
});

describe('a signature of Hook0', () => {
  const body = BODIES[2] ?? '';
  const signed = ours(body);
  const value = signed.headers[HEADER] ?? '';
  const verdictOn = (headers: Readonly<Record<string, string>>) =>
    verdictOf(hook0, { ...signed, headers: { ...signed.headers, ...headers } }, SECRET, NOW);
  const v0 = createHmac('sha256', SECRET)
    .update(`${NOW / 1000}.${body}`)
    .digest('hex');

  test('covers the headers that it lists, and no others', async () => {
    expect(await verdictOn({})).toEqual(ACCEPTED);
    expect(await verdictOn({ 'x-other': 'value' })).toEqual(ACCEPTED);
    for (const name of ['x-event-id', 'x-event-type', 'content-type'])
      expect(await verdictOn({ [name]: 'another' })).toEqual(WRONG);
    expect(await verdictOn({ [HEADER]: value.replace(' x-event-id', '') })).toEqual(WRONG);
  });

  test('cannot be divided in another way, though only points join what it covers', async () => {
    for (const [id, type] of [
      ['e-1.thing', 'happened'],
      ['thing', 'happened'],
    ] as const) {
      const contentType = id === 'thing' ? 'application/json.e-1' : 'application/json';
      const headers = { ...signed.headers, 'content-type': contentType, 'x-event-id': id, 'x-event-type': type };
      expect(libraryAccepts(body, headers)).toBe(true);
      expect(await verdictOn(headers)).toEqual(MALFORMED);
    }
    const names = Object.keys(signed.headers).filter((name) => name !== 'x-event-type');
    const without = Object.fromEntries(
      names.map((name) => [name, name === 'x-event-id' ? 'e-1.thing.happened' : (signed.headers[name] ?? '')]),
    );
    expect(libraryAccepts(body, without)).toBe(true);
    expect(await verdictOf(hook0, { ...signed, headers: without }, SECRET, NOW)).toEqual(MALFORMED);
    expect(() =>
      hook0.scheme.sign(delivery(body, { 'x-event-id': 'a.b', 'x-event-type': 'c' }), SECRET, { now: NOW }),
    ).toThrow(/only the last/);
  });

  test('may stand beside the older one, as the Coinbase Developer Platform sends it', async () => {
    const both = value.replace(',h=', `,v0=${v0},h=`);
    const headers = { ...signed.headers, [HEADER]: both };
    expect(libraryAccepts(body, headers)).toBe(true);
    expect(await verdictOf(coinbaseCdp, { ...signed, headers }, SECRET, NOW)).toEqual(ACCEPTED);
  });

  test('is not the older one, which leaves the id of the event open', async () => {
    const alone = `t=${NOW / 1000},v0=${v0}`;
    expect(libraryAccepts(body, { [HEADER]: alone })).toBe(true);
    expect(await verdictOn({ [HEADER]: alone })).toEqual(MALFORMED);
    expect(await verdictOn({ [HEADER]: `${alone},v1=${v0}` })).toEqual(WRONG);
  });

  test('names each of its parts once', async () => {
    expect(await verdictOn({ [HEADER]: `${value},${value}` })).toEqual(MALFORMED);
    expect(await verdictOn({ [HEADER]: `${value},t=1` })).toEqual({ ok: false, cause: 'missing-timestamp' });
    expect(await verdictOn({ [HEADER]: value.replace(/t=\d+,/, '') })).toEqual({
      ok: false,
      cause: 'missing-timestamp',
    });
    expect(await verdictOn({ [HEADER]: value.replace('t=', 't=x') })).toEqual({
      ok: false,
      cause: 'malformed-timestamp',
    });
  });

  test('lists twenty headers at most', async () => {
    const many = value.replace('h=', `h=${'x-a '.repeat(20)}`);
    expect(await verdictOn({ [HEADER]: many, 'x-a': '1' })).toEqual(WRONG);
  });

  test('says which headers an event may be described by', () => {
    const id = (headers: Readonly<Record<string, string>>) =>
      readField(readContent({ ...signed, headers: { 'x-event-id': 'e-1', ...headers } }), hook0.event.id);
    expect(id({ [HEADER]: value })).toBe('e-1');
    expect(id({ [HEADER]: value.replace(' x-event-id', '') })).toBeUndefined();
    expect(id({ [HEADER]: 'garbage' })).toBeUndefined();
  });
});
