import type { Delivery } from '../../core/delivery.ts';
import { describe as describeEvent } from '../../core/describe.ts';
import { encodeEnvelope } from '../../core/envelope.ts';
import { hmac } from '../../core/providers/own-sender.ts';
import { verifyDelivery } from '../../core/verify.ts';
import { decodeWhole } from './decode-whole.ts';
import { sourceOf } from './source-of.ts';

const SECRET = 'a secret that is long enough';
const RECEIVED = Date.parse('2026-03-01T10:20:30.400Z');

const fields = { eventId: 'body.id', eventType: 'body.type', eventTime: 'body.at', subject: 'body.who' } as const;
const acme = hmac({ header: 'X-Sum', ...fields });

async function described(body: string | Buffer, headers: Readonly<Record<string, string>> = {}, provider = acme) {
  const source = sourceOf(provider, { name: 'acme' });
  const unsigned: Delivery = { method: 'POST', url: 'https://h.example.com/', headers, body: Buffer.from(body) };
  const signed = provider.scheme.sign(unsigned, SECRET, { now: RECEIVED });
  const key = provider.scheme.key(SECRET);
  const verification = await verifyDelivery(source, signed, key ? [key] : [], { now: RECEIVED });
  if (!verification.ok) throw new Error(verification.cause);
  return describeEvent(source, verification.delivery, { receivedAt: RECEIVED, requestId: 'req-1' })?.[0];
}

const factsOf = async (...given: Parameters<typeof described>) => (await described(...given))?.facts;
const json = { 'content-type': 'application/json' };

describe('a verified delivery', () => {
  test('is described by what its provider says of it', async () => {
    const body = '{"id":"e1","type":"cup.broken","at":"2026-03-01T09:00:00+01:00","who":"zoë"}';
    expect(await factsOf(body, json)).toEqual({
      id: 'e1',
      source: 'acme',
      provider: 'hmac',
      type: 'cup.broken',
      time: '2026-03-01T08:00:00.000Z',
      receivedAt: '2026-03-01T10:20:30.400Z',
      requestId: 'req-1',
      subject: 'zoë',
      contentType: 'application/json',
    });
  });

  test('is known by its body, called "event" and dated by its arrival when the provider says nothing', async () => {
    const facts = await factsOf('{}', json);
    expect(facts?.id).toBe('sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a');
    expect(facts).toMatchObject({ type: 'event', time: '2026-03-01T10:20:30.400Z', subject: undefined });
    expect((await factsOf('{} ', json))?.id).not.toBe(facts?.id);
  });

  test('has an id, type and subject of bounded length', async () => {
    const long = 'x🦊'.repeat(300);
    const facts = await factsOf(JSON.stringify({ id: long, type: long, who: long }), json);
    expect(facts?.id).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(facts?.type).toHaveLength(128);
    expect(facts?.subject).toHaveLength(256);
    expect([facts?.type, facts?.subject].every((text) => text?.isWellFormed())).toBe(true);
  });

  test.each([
    ['1760000000', '2025-10-09T08:53:20.000Z'],
    ['1760000000.25', '2025-10-09T08:53:20.250Z'],
    ['1760000000123', '2025-10-09T08:53:20.123Z'],
    ['"1760000000"', '2025-10-09T08:53:20.000Z'],
    ['"2025-10-09T08:53:20Z"', '2025-10-09T08:53:20.000Z'],
    ['"yesterday"', '2026-03-01T10:20:30.400Z'],
    ['-5', '2026-03-01T10:20:30.400Z'],
    ['99999999999999', '5138-11-16T09:46:39.999Z'],
    ['9e15', '2026-03-01T10:20:30.400Z'],
    ['null', '2026-03-01T10:20:30.400Z'],
  ])('dated %s happened at %s', async (at, time) => {
    expect((await factsOf(`{"at":${at}}`, json))?.time).toBe(time);
  });

  test.each<[string, Readonly<Record<string, string>>, string]>([
    ['{}', json, 'application/json'],
    ['{}', { 'content-type': 'application/vnd.acme+json; v=1' }, 'application/vnd.acme+json; v=1'],
    ['{}', {}, 'application/json'],
    ['a=1', { 'content-type': 'application/x-www-form-urlencoded' }, 'application/x-www-form-urlencoded'],
    ['hello', { 'content-type': 'text/plain' }, 'text/plain'],
    ['hello', {}, 'application/octet-stream'],
  ])('with the body %s and %j is of type %s', async (body, headers, contentType) => {
    expect((await factsOf(body, headers))?.contentType).toBe(contentType);
  });

  test.each<[string | Buffer, Readonly<Record<string, string>>]>([
    ['{"a":[1]}', json],
    ['null', json],
    ['no JSON', json],
    ['{"a":1}', { 'content-type': 'text/plain' }],
    ['{"a":1}', {}],
    ['a=1&b=2', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['payload=%7B%22a%22%3A1%7D', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['text', {}],
    [Buffer.from([0xff]), {}],
  ])('shows the same data to a condition as to the processor later: %j as %j', async (body, headers) => {
    const description = await described(body, headers);
    if (!description) throw new Error('not described');
    const { event } = decodeWhole(encodeEnvelope(description.facts, Buffer.from(body)));
    expect(description.event.data).toEqual(event.data);
    expect({ ...description.event }).toEqual({ ...event });
  });
});

describe('a verified delivery that is not what the provider sends', () => {
  test.each<['json' | 'form', string, Readonly<Record<string, string>>, boolean]>([
    ['json', '{}', json, true],
    ['json', '{}', { 'content-type': 'text/plain' }, true],
    ['json', 'null', json, true],
    ['json', '{', json, false],
    ['json', '', json, false],
    ['json', 'a=1', { 'content-type': 'application/x-www-form-urlencoded' }, false],
    ['json', 'payload={}', { 'content-type': 'application/x-www-form-urlencoded' }, true],
    ['json', '{"id":1,"note":"&payload={}&"}', { 'content-type': 'application/x-www-form-urlencoded' }, false],
    ['json', 'payload={}&id=1', { 'content-type': 'application/x-www-form-urlencoded' }, false],
    ['form', 'a=1', { 'content-type': 'application/x-www-form-urlencoded' }, true],
    ['form', '{}', json, false],
  ])('is none: %s asked for, %j as %j', async (content, body, headers, fits) => {
    expect((await described(body, headers, hmac({ header: 'X-Sum', content }))) !== undefined).toBe(fits);
  });
});
