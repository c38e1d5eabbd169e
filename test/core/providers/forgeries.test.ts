import { createHash, createHmac } from 'node:crypto';
import type { Delivery } from '../../../core/delivery.ts';
import { describe as describeEvents } from '../../../core/describe.ts';
import { providers } from '../../../core/providers/index.ts';
import { verifyDelivery } from '../../../core/verify.ts';
import { sourceOf } from '../source-of.ts';

const NOW = 1_760_000_000_000;
const SECRET = '44782DEF547AAA06C910C43932B1EB0C71FC68D9D0C057550C48EC2ACF6BA056';
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

const sent = (
  body: string | Buffer,
  headers: Readonly<Record<string, string>> = {},
  url = 'https://h.example.com/it',
): Delivery => ({
  method: 'POST',
  url,
  headers: { 'content-type': 'application/json', ...headers },
  body: Buffer.from(body),
});

const signed = (id: keyof typeof providers, delivery: Delivery) => {
  const { settings } = sourceOf(providers[id]);
  return providers[id].scheme.sign(delivery, SECRET, { now: NOW, id: 'i', settings });
};

/** What becomes of a delivery: `unreadable` is answered 400, `event` is taken in. */
async function outcomeOf(id: keyof typeof providers, delivery: Delivery): Promise<string> {
  const source = sourceOf(providers[id]);
  const key = source.provider.scheme.key(SECRET);
  const verification = await verifyDelivery(source, delivery, key ? [key] : [], { now: NOW });
  if (!verification.ok) return verification.cause;
  return describeEvents(source, verification.delivery, { receivedAt: NOW, requestId: 'r' }) ? 'event' : 'unreadable';
}

const hmac = (algorithm: string, text: string, encoding: 'hex' | 'base64', key: string | Buffer = SECRET) =>
  createHmac(algorithm, key).update(text).digest(encoding);

describe('HubSpot', () => {
  const BODY = '[{"eventId":1}]';
  const v1 = (body = BODY) =>
    createHash('sha256')
      .update(SECRET + body)
      .digest('hex');
  const older = (body: string, signature: string, version = 'v1') =>
    sent(body, { 'x-hubspot-signature': signature, 'x-hubspot-signature-version': version });

  test('may send v1 or v2 alone', async () => {
    expect(await outcomeOf('hubspot', older(BODY, v1()))).toBe('event');
    const v2 = createHash('sha256').update(`${SECRET}POSThttps://h.example.com/it${BODY}`).digest('hex');
    expect(await outcomeOf('hubspot', older(BODY, v2, 'v2'))).toBe('event');
    expect(await outcomeOf('hubspot', { ...older(BODY, v2, 'v2'), url: 'https://h.example.com/other' })).toBe(
      'wrong-signature',
    );
  });

  test.each(['', 'x', 'A'.repeat(44), `${'A'.repeat(43)}=`])(
    'is judged by v3 alone once it is there, even as %j',
    async (v3) => {
      const headers = {
        ...older(BODY, v1()).headers,
        'x-hubspot-signature-v3': v3,
        'x-hubspot-request-timestamp': String(NOW),
      };
      expect(await outcomeOf('hubspot', sent(BODY, headers))).toMatch(/signature/);
      const stale = signed('hubspot', sent(BODY, older(BODY, v1()).headers));
      expect(
        await outcomeOf('hubspot', { ...stale, headers: { ...stale.headers, 'x-hubspot-request-timestamp': '1' } }),
      ).toBe('wrong-signature');
    },
  );

  test.each(['', 'V1', 'v3', 'v0', 'v1,v2', 'v1 '])('has no version %j of the older header', async (version) => {
    expect(await outcomeOf('hubspot', older(BODY, v1(), version))).toBe('malformed-signature');
  });

  test('signs by v2 what is no body of v1: one version is never taken for another', async () => {
    const text = `POSThttps://h.example.com/it${BODY}`;
    const v2 = createHash('sha256')
      .update(SECRET + text)
      .digest('hex');
    expect(await outcomeOf('hubspot', older(BODY, v2, 'v1'))).toBe('wrong-signature');
    expect(await outcomeOf('hubspot', older(text, v2, 'v1'))).toBe('unreadable');
  });

  test('cannot be lengthened: the bytes that a plain digest needs in between are no JSON', async () => {
    // What a length extension appends to: padding of the first message, then the forger's own end.
    const length = SECRET.length + BODY.length;
    const padding = Buffer.alloc(64 - ((length + 8) % 64) + 8);
    padding.writeUInt8(0x80, 0);
    padding.writeUInt32BE(length * 8, padding.length - 4);
    const lengthened = Buffer.concat([Buffer.from(BODY), padding, Buffer.from(',{"eventId":2}]')]);
    const signature = createHash('sha256').update(SECRET).update(lengthened).digest('hex');
    const delivery = { ...older('', signature), body: lengthened };
    expect(await outcomeOf('hubspot', delivery)).toBe('unreadable');
  });

  test.each([
    ['https://h.example.com/it?a=x%3Fy', 'https://h.example.com/it?a=x?y', 'event'],
    ['https://h.example.com/it?a=%2f', 'https://h.example.com/it?a=/', 'event'],
    ['https://h.example.com/it?a=%26b', 'https://h.example.com/it?a=&b', 'wrong-signature'],
    ['https://h.example.com/it?a=%253F', 'https://h.example.com/it?a=?', 'wrong-signature'],
    ['https://h.example.com/it', 'https://h.example.com/it/', 'wrong-signature'],
    ['https://h.example.com/it', 'https://H.example.com/it', 'wrong-signature'],
    ['https://h.example.com/it', 'https://h.example.com:443/it', 'wrong-signature'],
    ['https://h.example.com/it', 'https://h.example.com/it?', 'wrong-signature'],
  ])('that was asked for %s and signed %s ends as %s', async (requested, signedUrl, expected) => {
    const v3 = hmac('sha256', `POST${signedUrl}${BODY}${NOW}`, 'base64');
    const headers = { 'x-hubspot-signature-v3': v3, 'x-hubspot-request-timestamp': String(NOW) };
    expect(await outcomeOf('hubspot', sent(BODY, headers, requested))).toBe(expected);
  });

  test('cannot have its body cut shorter or longer by moving digits into the time', async () => {
    const v3 = hmac('sha256', `POSThttps://h.example.com/it[]1${NOW}`, 'base64');
    const headers = (time: string) => ({ 'x-hubspot-signature-v3': v3, 'x-hubspot-request-timestamp': time });
    expect(await outcomeOf('hubspot', sent('[]', headers(`1${NOW}`)))).toBe('future-timestamp');
    expect(await outcomeOf('hubspot', sent(`[]1${String(NOW)[0]}`, headers(String(NOW).slice(1))))).toBe(
      'stale-timestamp',
    );
  });
});

describe.each(['square', 'trello'] as const)('%s, which signs the URL', (id) => {
  const BODY = '{"note":"{}"}';
  const delivery = signed(id, sent(BODY, {}, 'https://h.example.com/it?a=1'));

  test.each([
    'https://h.example.com/it',
    'https://h.example.com/it?a=2',
    'https://h.example.com/it?a=1&',
    'https://h.example.com/it/?a=1',
    'https://h.example.com/%69t?a=1',
    'https://h.example.com:443/it?a=1',
    'HTTPS://h.example.com/it?a=1',
    'http://h.example.com/it?a=1',
    'https://h.example.com/it?a=1#x',
  ])('is refused at another URL: %s', async (url) => {
    expect(await outcomeOf(id, delivery)).toBe('event');
    expect(await outcomeOf(id, { ...delivery, url })).toBe('wrong-signature');
  });

  test('cannot be cut elsewhere between URL and body', async () => {
    for (let cut = 1; cut < BODY.length; cut += 1) {
      const forged =
        id === 'square'
          ? { ...delivery, url: delivery.url + BODY.slice(0, cut), body: Buffer.from(BODY.slice(cut)) }
          : { ...delivery, url: BODY.slice(cut) + delivery.url, body: Buffer.from(BODY.slice(0, cut)) };
      expect(await outcomeOf(id, forged)).toBe('unreadable');
    }
  });
});

describe('Mandrill', () => {
  const EVENTS = '[{"event":"send","msg":{"subject":"mandrill_events[]"}}]';
  const form = (...pairs: readonly [string, string][]) => sent(new URLSearchParams([...pairs]).toString(), FORM);
  const delivery = signed('mandrill', form(['mandrill_events', EVENTS]));
  const forged = (...pairs: readonly [string, string][]) => ({ ...delivery, body: form(...pairs).body });

  test('cannot be cut into other parameters that sign alike', async () => {
    expect(await outcomeOf('mandrill', delivery)).toBe('event');
    for (let cut = 1; cut < 60; cut += 1) {
      const text = `mandrill_events${EVENTS}`;
      if (cut !== 'mandrill_events'.length)
        expect(await outcomeOf('mandrill', forged([text.slice(0, cut), text.slice(cut)]))).toBe('wrong-signature');
    }
    for (let cut = 1; cut < EVENTS.length - 1; cut += 1)
      expect(
        await outcomeOf('mandrill', forged(['mandrill_events', EVENTS.slice(0, cut)], [EVENTS.slice(cut), ''])),
      ).toBe('wrong-signature');
  });

  test('has its list once', async () => {
    expect(await outcomeOf('mandrill', forged(['mandrill_events', EVENTS], ['mandrill_events', EVENTS]))).toBe(
      'wrong-signature',
    );
    expect(await outcomeOf('mandrill', forged(['mandrill_events', ''], ['mandrill_events', EVENTS]))).toBe(
      'wrong-signature',
    );
  });

  test('signs nothing of a body that is no form', async () => {
    const json = { ...delivery.headers, 'content-type': 'application/json' };
    expect(await outcomeOf('mandrill', { ...delivery, headers: json })).toBe('body-not-signed');
    expect(await outcomeOf('mandrill', sent(delivery.body, { ...json, 'content-type': '' }))).toBe('body-not-signed');
  });

  test('takes nothing signed with the key of its own test', async () => {
    const text = `https://h.example.com/itmandrill_events${EVENTS}`;
    const signature = hmac('sha1', text, 'base64', 'test-webhook');
    const headers = { ...delivery.headers, 'x-mandrill-signature': signature };
    expect(await outcomeOf('mandrill', { ...delivery, headers })).toBe('wrong-signature');
  });
});

describe('Contentful', () => {
  const delivery = signed('contentful', sent('{}', { 'x-contentful-topic': 'ContentManagement.Entry.publish' }));
  const headers = (more: Readonly<Record<string, string>>) => ({
    ...delivery,
    headers: { ...delivery.headers, ...more },
  });

  test('is refused with another topic, time, list or URL', async () => {
    expect(await outcomeOf('contentful', delivery)).toBe('event');
    for (const change of [
      headers({ 'x-contentful-topic': 'ContentManagement.Entry.delete' }),
      headers({ 'x-contentful-timestamp': String(NOW + 1) }),
      headers({ 'x-contentful-signed-headers': 'x-contentful-signed-headers,x-contentful-timestamp' }),
      { ...delivery, url: `${delivery.url}?a=1` },
      { ...delivery, method: 'PUT' },
      { ...delivery, body: Buffer.from('[]') },
    ])
      expect(await outcomeOf('contentful', change)).toBe('wrong-signature');
  });

  test.each(['', 'x-contentful-timestamp', 'x-contentful-signed-headers', 'x-contentful-topic', ','.repeat(9000)])(
    'has to sign its time and its list: %#',
    async (list) => {
      const text = `POST\n/it\nx-contentful-signed-headers:${list};x-contentful-timestamp:${NOW}\n{}`;
      const signature = hmac('sha256', text, 'hex');
      const change = headers({ 'x-contentful-signed-headers': list, 'x-contentful-signature': signature });
      expect(await outcomeOf('contentful', change)).toBe('malformed-signature');
    },
  );

  test('signs a second question mark as well, which its own library drops', async () => {
    const other = signed('contentful', sent('{}', {}, 'https://h.example.com/it?a=1'));
    expect(await outcomeOf('contentful', { ...other, url: `${other.url}?b=2` })).toBe('wrong-signature');
  });
});
