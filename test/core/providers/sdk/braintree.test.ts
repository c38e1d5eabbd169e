import library from 'braintree';
import { readContent } from '../../../../core/content.ts';
import type { Delivery } from '../../../../core/delivery.ts';
import { braintree } from '../../../../core/providers/braintree.ts';

const PRIVATE_KEY = '4f1f1e4f0a9b8c7d6e5f40312233445566';
const publicKey = 'integration2publickey';
const settings = { publicKey };
const gateway = new library.BraintreeGateway({
  environment: library.Environment.Sandbox,
  merchantId: 'integration_merchant_id',
  publicKey,
  privateKey: PRIVATE_KEY,
});

const form = (fields: Readonly<Record<string, string>>, url = 'https://hooks.example.com/'): Delivery => ({
  method: 'POST',
  url,
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  body: Buffer.from(new URLSearchParams(fields).toString()),
});

const key = braintree.scheme.key(PRIVATE_KEY);
const keys = key ? [key] : [];
const verdictOn = (delivery: Delivery) => braintree.scheme.verify(delivery, keys, { now: 0, settings });

const ACCEPTED = { ok: true, key: 0 };
const KINDS = ['subscription_charged_successfully', 'dispute_opened', 'check'];

describe("Braintree's own library", () => {
  test.each(KINDS)('signs what we accept and describe: %s', async (kind) => {
    const sample = gateway.webhookTesting.sampleNotification(kind, 'my_id');
    const delivery = form({ ...sample });
    expect(await verdictOn(delivery)).toEqual(ACCEPTED);
    const { type, time } = braintree.event;
    const read = (field: typeof type) => (typeof field === 'function' ? field(readContent(delivery)) : undefined);
    expect(read(type)).toBe(kind);
    expect(Math.abs(Date.parse(String(read(time))) - Date.now())).toBeLessThan(60_000);
  });

  test.each(KINDS)('accepts what we sign, and refuses it changed: %s', async (kind) => {
    const { bt_payload } = gateway.webhookTesting.sampleNotification(kind, 'my_id');
    const signed = readContent(braintree.scheme.sign(form({ bt_payload }), PRIVATE_KEY, { now: 0, settings })).form;
    const signature = signed?.get('bt_signature') ?? '';
    await expect(gateway.webhookNotification.parse(signature, bt_payload)).resolves.toMatchObject({ kind });
    await expect(gateway.webhookNotification.parse(signature, `A${bt_payload}`)).rejects.toThrow();
    expect(await verdictOn(form({ bt_signature: signature, bt_payload: `A${bt_payload}` }))).toEqual({
      ok: false,
      cause: 'wrong-signature',
    });
  });

  test('takes a payload that lost its last line break, as we do, and one of several signatures', async () => {
    const { bt_signature, bt_payload } = gateway.webhookTesting.sampleNotification('check', 'my_id');
    const several = `another|${'0'.repeat(40)}&${bt_signature}`;
    await expect(gateway.webhookNotification.parse(several, bt_payload.trim())).resolves.toMatchObject({
      kind: 'check',
    });
    expect(await verdictOn(form({ bt_signature: several, bt_payload: bt_payload.trim() }))).toEqual(ACCEPTED);
  });

  test('answers a challenge as we do', () => {
    const challenge = '20f9f8ed05f77439fe955c977e4c8a53';
    const content = readContent({ ...form({}, `https://h/?bt_challenge=${challenge}`), body: Buffer.alloc(0) });
    const probe = braintree.probe?.('GET', content, settings);
    expect(typeof probe === 'function' && probe(keys)).toEqual({
      status: 200,
      headers: { 'content-type': 'text/plain' },
      body: gateway.webhookNotification.verify(challenge),
    });
  });

  test('would take an answered challenge for a payload, which we do not', async () => {
    const challenge = 'abcdefabcdefabcdefabcdef';
    const bt_signature = gateway.webhookNotification.verify(challenge);
    // It only fails over what is inside, after the signature was found to be right.
    await expect(gateway.webhookNotification.parse(bt_signature, challenge)).rejects.not.toThrow(/signature/);
    expect(await verdictOn(form({ bt_signature, bt_payload: challenge }))).toEqual({
      ok: false,
      cause: 'body-not-signed',
    });
  });

  test.each([
    'A'.repeat(24),
    'abcdefabcdefabcdefab0',
    `${'ab'.repeat(16)}0`,
    'ab',
    '',
    'PG5vdA==',
    'xyzabcdefabcdefabcdef',
  ])('gets a challenge answered by us only if it could be one: %s', (challenge) => {
    const content = readContent(form({}, `https://h/?bt_challenge=${challenge}`));
    const answered = braintree.probe?.('GET', content, settings) !== undefined;
    expect(answered).toBe(/^[a-f0-9]{20,32}$/.test(challenge));
    expect(braintree.probe?.('POST', content, settings)).toBeUndefined();
  });
});
