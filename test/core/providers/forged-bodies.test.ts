import { createHmac } from 'node:crypto';
import type { Delivery } from '../../../core/delivery.ts';
import { describe as describeEvents } from '../../../core/describe.ts';
import { providers } from '../../../core/providers/index.ts';
import { verifyDelivery } from '../../../core/verify.ts';
import { sourceOf } from '../source-of.ts';

const NOW = 1_760_000_000_000;
const SECRET = '44782DEF547AAA06C910C43932B1EB0C71FC68D9D0C057550C48EC2ACF6BA056';
const FORM = 'application/x-www-form-urlencoded';

const sent = (body: string, contentType = 'application/json'): Delivery => ({
  method: 'POST',
  url: 'https://h.example.com/it',
  headers: { 'content-type': contentType },
  body: Buffer.from(body),
});

const hmac = (text: string, encoding: 'hex' | 'base64', key: string | Buffer = SECRET) =>
  createHmac('sha256', key).update(text).digest(encoding);

/** Why a delivery is refused, or the ids of the events in it. */
async function outcomeOf(id: keyof typeof providers, delivery: Delivery, split = false) {
  const source = sourceOf(providers[id], { split });
  const key = source.provider.scheme.key(SECRET);
  const verification = await verifyDelivery(source, delivery, key ? [key] : [], { now: NOW });
  if (!verification.ok) return verification.cause;
  const events = describeEvents(source, verification.delivery, { receivedAt: NOW, requestId: 'r' });
  return events?.map(({ facts }) => facts.id) ?? 'unreadable';
}

describe('Adyen', () => {
  const KEY = Buffer.from(SECRET, 'hex');
  const fields = {
    pspReference: 'P1',
    originalReference: '',
    merchantAccountCode: 'Shop',
    merchantReference: 'order',
    amount: { value: 1130, currency: 'EUR' },
    eventCode: 'AUTHORISATION',
    success: 'true',
  };
  const SIGNED = 'P1::Shop:order:1130:EUR:AUTHORISATION:true';
  const item = (item: object = {}, text = SIGNED) => ({
    NotificationRequestItem: { ...fields, additionalData: { hmacSignature: hmac(text, 'base64', KEY) }, ...item },
  });
  const post = (...items: readonly unknown[]) =>
    outcomeOf('adyen', sent(JSON.stringify({ notificationItems: items })), true);

  test('accepts items of which every one is signed', async () => {
    expect(await post(item())).toEqual(['P1.AUTHORISATION.true']);
    expect(await post(item(), item({ eventCode: 'CAPTURE' }, SIGNED.replace('AUTHORISATION', 'CAPTURE')))).toEqual([
      'P1.AUTHORISATION.true',
      'P1.CAPTURE.true',
    ]);
  });

  test.each([
    ['wrong', item({ success: 'false' }), 'wrong-signature'],
    ['missing', { NotificationRequestItem: fields }, 'missing-signature'],
    ['no item', {}, 'missing-signature'],
    ['null', null, 'missing-signature'],
    ['a list', { NotificationRequestItem: [item()] }, 'missing-signature'],
  ])('refuses all of them for one that is %s, first or last', async (_, other, cause) => {
    expect(await post(item(), other)).toBe(cause);
    expect(await post(other, item())).toBe(cause);
  });

  test.each<[object, string]>([
    [
      { merchantReference: 'order:1', amount: { value: 130, currency: 'EUR' } },
      'P1::Shop:order:1:130:EUR:AUTHORISATION:true',
    ],
  ])('may have a colon in the reference, which the merchant chooses', async (change, text) => {
    expect(await post(item(change, text))).toEqual(['P1.AUTHORISATION.true']);
  });

  test.each<[object]>([
    [
      {
        pspReference: 'P1:',
        originalReference: 'Shop',
        merchantAccountCode: 'order',
        merchantReference: '1130',
        amount: { currency: 'EUR' },
      },
    ],
    [{ pspReference: 'P1::Shop', originalReference: 'order', merchantAccountCode: '', merchantReference: '' }],
    [{ merchantAccountCode: 'Shop:order', merchantReference: '' }],
    [{ amount: { value: 1130, currency: 'EUR:AUTHORISATION' }, eventCode: 'true', success: '' }],
    [{ eventCode: 'AUTHORISATION:true', success: '' }],
    [{ amount: { value: '1130:EUR', currency: 'AUTHORISATION' } }],
    [{ amount: { value: '1130', currency: 'EUR' } }],
    [{ amount: { value: 1130.5, currency: 'EUR' } }],
    [{ success: true }],
    [{ pspReference: ['P1'] }],
    [{ pspReference: { toString: 'P1' } }],
  ])('is refused where the same text could mean other fields, or other types: %j', async (change) => {
    expect(await post(item(change))).toBe('malformed-signature');
  });

  test('has an amount that no rounding makes another', async () => {
    const text = SIGNED.replace('1130', '9007199254740993');
    const body = JSON.stringify({ notificationItems: [item({}, text)] }).replace('1130', '9007199254740993');
    expect(await outcomeOf('adyen', sent(body))).toBe('malformed-signature');
  });

  test('has the last of two members of one name, for the check as for every reader', async () => {
    const body = (first: string, last: string) =>
      JSON.stringify({ notificationItems: [item()] }).replace(
        '"success":"true"',
        `"success":"${first}","success":"${last}"`,
      );
    expect(await outcomeOf('adyen', sent(body('false', 'true')), true)).toEqual(['P1.AUTHORISATION.true']);
    expect(await outcomeOf('adyen', sent(body('true', 'false')), true)).toBe('wrong-signature');
    const genuine = JSON.stringify([item()]);
    const forged = JSON.stringify([item({ success: 'false' })]);
    const lists = (first: string, last: string) => sent(`{"notificationItems":${first},"notificationItems":${last}}`);
    expect(await outcomeOf('adyen', lists(forged, genuine), true)).toEqual(['P1.AUTHORISATION.true']);
    expect(await outcomeOf('adyen', lists(genuine, forged), true)).toBe('wrong-signature');
  });

  test('takes the signature of an item for no body, and no item under a header', async () => {
    const signature = hmac(SIGNED, 'base64', KEY);
    const under = (body: string, hmacsignature: string) => ({
      ...sent(body),
      headers: { 'content-type': 'application/json', hmacsignature },
    });
    expect(await outcomeOf('adyen', under(SIGNED, signature))).toBe('unreadable');
    const items = JSON.stringify({ notificationItems: [item()] });
    for (const value of ['', 'x', signature])
      expect(await outcomeOf('adyen', under(items, value))).toMatch(/signature$/);
  });
});

describe('Mailgun', () => {
  const [TIME, TOKEN] = ['1760000000', 'a8ce0edb2dd8301dee6c2405235584e45aa91d1e9f979f3de0'];
  const parts = { timestamp: TIME, token: TOKEN, signature: hmac(TIME + TOKEN, 'hex') };
  const post = (signature: unknown, data = '{"event":"opened","id":"1"}') =>
    outcomeOf('mailgun', sent(`{"signature":${JSON.stringify(signature)},"event-data":${data}}`));

  test('knows an event by what is signed, so that another under the same signature is a duplicate', async () => {
    expect(await post(parts)).toEqual([TOKEN]);
    expect(await post(parts, '{"event":"unsubscribed","id":"forged"}')).toEqual([TOKEN]);
    expect(await post({ ...parts, added: 1 })).toEqual([TOKEN]);
  });

  test('cannot have its token renamed by moving digits into the time or out of it', async () => {
    const digits = { timestamp: `${TIME}1`, token: '2ab', signature: hmac(`${TIME}12ab`, 'hex') };
    expect(await post(digits)).toBe('malformed-timestamp');
    expect(await post({ ...digits, timestamp: TIME, token: '12ab' })).toEqual(['12ab']);
    expect(await post({ ...digits, timestamp: TIME.slice(0, 9), token: '012ab' })).toBe('malformed-timestamp');
    expect(await post({ ...parts, timestamp: `0${TIME}` })).toBe('malformed-timestamp');
    expect(await post({ ...parts, timestamp: ` ${TIME}` })).toBe('malformed-timestamp');
  });

  test.each([
    [{ ...parts, token: '' }, 'malformed-signature'],
    [{ ...parts, token: [TOKEN] }, 'malformed-signature'],
    [{ ...parts, token: { length: 50 } }, 'malformed-signature'],
    [{ ...parts, token: 'x'.repeat(201), signature: hmac(TIME + 'x'.repeat(201), 'hex') }, 'malformed-signature'],
    [{ ...parts, signature: [parts.signature] }, 'missing-signature'],
    [{ ...parts, timestamp: null }, 'missing-timestamp'],
    [[parts], 'missing-signature'],
    [null, 'missing-signature'],
  ])('is refused with parts of another kind: %#', async (signature, cause) => {
    expect(await post(signature)).toBe(cause);
  });

  test('takes a time that is a number', async () => {
    expect(await post({ ...parts, timestamp: Number(TIME) })).toEqual([TOKEN]);
  });

  test('has the last of two members of one name, for the check as for the id', async () => {
    const signature = (token: string) => JSON.stringify({ ...parts, token });
    const twice = (first: string, last: string) =>
      sent(`{"signature":${signature(first)},"signature":${signature(last)}}`);
    expect(await outcomeOf('mailgun', twice('forged', TOKEN))).toEqual([TOKEN]);
    expect(await outcomeOf('mailgun', twice(TOKEN, 'forged'))).toBe('wrong-signature');
  });

  test('says in a form everything once', async () => {
    const form = `timestamp=${TIME}&token=${TOKEN}&signature=${parts.signature}`;
    expect(await outcomeOf('mailgun', sent(form, FORM))).toEqual([TOKEN]);
    for (const more of ['token=forged', `token=${TOKEN}`, 'timestamp=1', 'signature=00'])
      for (const body of [`${form}&${more}`, `${more}&${form}`])
        expect(await outcomeOf('mailgun', sent(body, FORM))).toMatch(/^(?:malformed|missing)-/);
  });
});

describe('Braintree', () => {
  const { settings } = sourceOf(providers.braintree);
  const payload = `${Buffer.from('<notification><kind>check</kind></notification>').toString('base64')}\n`;
  const form = (...pairs: readonly [string, string][]) => sent(new URLSearchParams([...pairs]).toString(), FORM);
  const genuine = new URLSearchParams(
    providers.braintree.scheme.sign(form(['bt_payload', payload]), SECRET, { now: NOW, settings }).body.toString(),
  );
  const signature = genuine.get('bt_signature') ?? '';
  const post = (...pairs: readonly [string, string][]) => outcomeOf('braintree', form(...pairs));

  test('says everything once', async () => {
    const once: readonly [string, string][] = [
      ['bt_signature', signature],
      ['bt_payload', payload],
    ];
    expect(await post(...once)).toEqual([expect.stringMatching(/^sha256:/)]);
    for (const more of [
      ['bt_payload', 'Zm9yZ2Vk'],
      ['bt_signature', 'x|y'],
    ] as const) {
      expect(await post(...once, [...more])).toBe('malformed-signature');
      expect(await post([...more], ...once)).toBe('malformed-signature');
    }
  });

  test('stays the same event with a field more in the form, or a line break less', async () => {
    const ids = await post(['bt_signature', signature], ['bt_payload', payload]);
    expect(await post(['bt_signature', signature], ['bt_payload', payload], ['x', '1'])).toEqual(ids);
    expect(await post(['bt_signature', signature], ['bt_payload', payload.trim()])).toEqual(ids);
  });

  test('signs with the key of our own public key', async () => {
    const digest = signature.split('|')[1] ?? '';
    for (const pair of [`other|${digest}`, digest, `|${digest}`, `${settings.publicKey}x|${digest}`])
      expect(await post(['bt_signature', pair], ['bt_payload', payload])).toBe('malformed-signature');
  });

  test('has no payload that could be a challenge, or that is none', async () => {
    for (const text of ['abcdefabcdefabcdefabcdef', 'a'.repeat(20), '0'.repeat(32), '', 'a b', '<xml/>', 'é']) {
      const { body } = providers.braintree.scheme.sign(form(['bt_payload', text]), SECRET, { now: NOW, settings });
      expect(await outcomeOf('braintree', sent(body.toString(), FORM))).toBe('body-not-signed');
    }
  });
});

describe('Microsoft Graph', () => {
  const post = (body: string) => outcomeOf('msgraph', sent(body), true);
  const item = (state: unknown) => JSON.stringify({ id: 'g', clientState: state });

  test('refuses all notifications for one that lacks the secret', async () => {
    expect(await post(`{"value":[${item(SECRET)}]}`)).toEqual(['g']);
    for (const other of [item('x'), item(`${SECRET} `), item([SECRET]), item(null), '{}', 'null', '[]'])
      for (const list of [`${item(SECRET)},${other}`, `${other},${item(SECRET)}`])
        expect(await post(`{"value":[${list}]}`)).toMatch(/signature$/);
  });

  test('has the last of two members of one name, for the check as for the split', async () => {
    const [good, bad] = [`[${item(SECRET)}]`, `[${item('forged')}]`];
    expect(await post(`{"value":${bad},"value":${good}}`)).toEqual(['g']);
    expect(await post(`{"value":${good},"value":${bad}}`)).toBe('wrong-signature');
    expect(await post(`{"value":[{"clientState":"${SECRET}","clientState":"x"}]}`)).toBe('wrong-signature');
  });
});
