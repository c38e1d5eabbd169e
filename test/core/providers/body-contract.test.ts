import fc from 'fast-check';
import type { Delivery } from '../../../core/delivery.ts';
import { readHttpEvent } from '../../../lambda/verifier/http-event.ts';
import { type BodySender, bodySenders } from './body-senders.ts';
import { NOW, signedDelivery, verdictOn } from './senders.ts';

const OK = { ok: true, key: 0 };
const REFUSED = expect.objectContaining({ ok: false });

const withBody = (delivery: Delivery, body: string | Buffer): Delivery => ({ ...delivery, body: Buffer.from(body) });

/** Bodies that a verifier may trip over, or take more than linear time for. */
const HOSTILE_BODIES: readonly string[] = [
  '',
  'null',
  '7',
  '"',
  '[]',
  '{}',
  '{"value":[]}',
  '{"value":[null]}',
  '{"value":{"length":1}}',
  '{"value":[{"clientState":null}]}',
  '{"value":[{"clientState":{}}]}',
  '{"value":[{"clientState":""}]}',
  '{"notificationItems":[]}',
  '{"notificationItems":[null,{}]}',
  '{"notificationItems":[{"NotificationRequestItem":{"additionalData":{"hmacSignature":7}}}]}',
  '{"signature":{}}',
  '{"signature":{"signature":[],"token":{},"timestamp":[]}}',
  '{"__proto__":{"signature":{"signature":"00"}}}',
  '{"constructor":1}',
  'bt_signature=&bt_payload=',
  'bt_signature=%7C&bt_payload=A',
  'bt_signature=integration2publickey%7C&bt_payload=A',
  'signature=&token=&timestamp=',
  '['.repeat(500_000),
  `{"value":[${'{},'.repeat(300_000)}{}]}`,
  `{"value":[${'{"clientState":"x"},'.repeat(50_000)}{"clientState":"x"}]}`,
  `{"notificationItems":[${'{},'.repeat(300_000)}{}]}`,
  `bt_payload=A&bt_signature=${'integration2publickey%7C0%26'.repeat(50_000)}`,
  `bt_signature=${'%7C'.repeat(300_000)}&bt_payload=${'A'.repeat(100_000)}!`,
  '&signature='.repeat(100_000),
];

const CPU_MS = 1000;

describe.each(bodySenders)('$name, whose body carries what proves it', (sender: BodySender) => {
  const { secret, otherSecret, provider, open } = sender;
  const signed = signedDelivery(sender);
  const text = signed.body.toString();

  test('accepts what it signed', async () => {
    expect(await verdictOn(sender, signed, [secret])).toEqual(OK);
    expect(provider.scheme.summary).toMatch(/\w/);
    expect(provider.docs).toMatch(/^https:\/\//);
    for (const part of sender.carries) expect(`&${text}`).toContain(part);
  });

  test('takes no forged content for what it signed', async () => {
    expect(sender.forged(text)).not.toBe(text);
    expect(await verdictOn(sender, withBody(signed, sender.forged(text)), [secret])).toEqual({
      ok: false,
      cause: 'wrong-signature',
    });
  });

  test('refuses what another secret signed, and everything while there is no key', async () => {
    for (const secrets of [[otherSecret], []])
      expect(await verdictOn(sender, signed, secrets)).toEqual({ ok: false, cause: 'wrong-signature' });
  });

  test('accepts either of two secrets during a rotation, and says which', async () => {
    expect(await verdictOn(sender, signed, [secret, otherSecret])).toEqual({ ok: true, key: 0 });
    expect(await verdictOn(sender, signed, [otherSecret, secret])).toEqual({ ok: true, key: 1 });
  });

  test('refuses a body that lacks a part of it, or has it under another name', async () => {
    for (const part of sender.carries) {
      const renamed = `&${text}`.replace(part, part.replace(/\w/, 'x')).slice(1);
      expect([part, await verdictOn(sender, withBody(signed, renamed), [secret])]).toEqual([part, REFUSED]);
    }
  });

  test('accepts a flipped bit in what it leaves open, and nowhere else', async () => {
    const parts = open ? [...text.matchAll(open)] : [];
    const isOpen = (place: number) => parts.some(({ 0: part, index }) => place >= index && place < index + part.length);
    const accepted: number[] = [];
    for (let index = 0; index < text.length; index += 1) {
      const body = Buffer.from(signed.body);
      body.writeUInt8(body.readUInt8(index) ^ 1, index);
      if ((await verdictOn(sender, { ...signed, body }, [secret])).ok) accepted.push(index);
    }
    expect(accepted.filter((index) => !isOpen(index))).toEqual([]);
    expect(accepted.length > 0).toBe(open !== undefined);
  });

  test('refuses hostile bodies, and quickly', async () => {
    for (const body of HOSTILE_BODIES) {
      const started = process.cpuUsage();
      expect(await verdictOn(sender, withBody(signed, body), [secret])).toEqual(REFUSED);
      const { user, system } = process.cpuUsage(started);
      expect((user + system) / 1000).toBeLessThan(CPU_MS);
    }
  });

  test('never throws, and accepts nothing that it did not sign', async () => {
    const delivery = fc.record({
      method: fc.constantFrom('GET', 'POST', ''),
      url: fc.string({ unit: 'binary' }),
      headers: fc.dictionary(
        fc.constantFrom('content-type', 'linear-signature', 'hmacsignature'),
        fc.constantFrom(sender.contentType, 'application/json', 'A', ''),
      ),
      body: fc
        .oneof(fc.json(), fc.string({ unit: 'binary' }), fc.constantFrom(...HOSTILE_BODIES.slice(0, 23)))
        .map((body) => Buffer.from(body)),
    });
    await fc.assert(
      fc.asyncProperty(delivery, fc.double({ noNaN: true }), async (hostile: Delivery, now) => {
        expect((await verdictOn(sender, hostile, [secret], { now })).ok).toBe(false);
      }),
      { numRuns: 300 },
    );
  });

  test.each(['2.0', '1.0'])('accepts what comes through API Gateway, payload %s, as base64', async (version) => {
    const { pathname, origin } = new URL(signed.url);
    const path = version === '2.0' ? { rawPath: pathname, rawQueryString: '' } : { path: pathname, httpMethod: 'POST' };
    const headers = Object.entries(signed.headers).map(([name, value]) => [name.toUpperCase(), value]);
    const requestContext = { requestId: 'r', ...(version === '2.0' && { http: { method: 'POST' } }) };
    const body = signed.body.toString('base64');
    const event = {
      version,
      ...path,
      headers: Object.fromEntries(headers),
      body,
      isBase64Encoded: true,
      requestContext,
    };
    expect(await verdictOn(sender, readHttpEvent(event, origin).delivery, [secret])).toEqual(OK);
  });

  test('signs with no secret that is too short', () => {
    for (const short of ['', 'short', ' tiny            ']) expect(provider.scheme.key(short)).toBeUndefined();
    if (sender.protects !== 'nothing')
      expect(() => signedDelivery(sender, signed.body, 'short')).toThrow(/16 bytes|private key/);
  });
});

describe.each(bodySenders.filter(({ signsTime }) => signsTime === true))('$name, which signs the time', (sender) => {
  const signed = signedDelivery(sender);
  const at = (seconds: number, tolerance?: number) =>
    verdictOn(sender, signed, [sender.secret], { now: NOW + seconds * 1000, ...(tolerance && { tolerance }) });

  test('accepts deliveries as old or as far ahead as its tolerance, and no others', async () => {
    expect(await at(sender.tolerance + 0.9)).toEqual(OK);
    expect(await at(-sender.tolerance)).toEqual(OK);
    expect(await at(sender.tolerance + 1)).toEqual({ ok: false, cause: 'stale-timestamp' });
    expect(await at(-sender.tolerance - 1)).toEqual({ ok: false, cause: 'future-timestamp' });
  });

  test('keeps to a configured tolerance instead', async () => {
    expect(await at(11, 10)).toEqual({ ok: false, cause: 'stale-timestamp' });
    expect(await at(-11, 10)).toEqual({ ok: false, cause: 'future-timestamp' });
  });

  test('does not tell a forger that the time was wrong as well', async () => {
    const forged = withBody(signed, sender.forged(signed.body.toString()));
    expect(await verdictOn(sender, forged, [sender.secret], { now: NOW + 1e9 })).toEqual({
      ok: false,
      cause: 'wrong-signature',
    });
  });
});
