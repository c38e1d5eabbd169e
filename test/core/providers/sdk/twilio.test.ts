import twilio from 'twilio';
import type { Delivery } from '../../../../core/delivery.ts';
import { twilio as provider } from '../../../../core/providers/twilio.ts';
import { ACCEPTED, BODIES, verdictOf, WRONG } from './deliveries.ts';

const TOKEN = '12345678901234567890123456789012';
const FORM = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' };

const sent = (url: string, body: string, headers: Readonly<Record<string, string>>): Delivery => ({
  method: 'POST',
  url,
  headers,
  body: Buffer.from(body),
});

const FORMS: readonly Readonly<Record<string, string | readonly string[]>>[] = [
  { CallSid: 'CA1234567890ABCDE', Caller: '+14158675310', Digits: '1234', From: '+14158675310', To: '+18005551212' },
  { Body: 'Zoë zahlt 10 € 🦊 & = + %', From: 'whatsapp:+4915112345678', empty: '', Ärger: 'ja' },
  { MediaUrl: ['https://b', 'https://a', 'https://b'], b: '1', B: '2', a: ['z', ''], A1: 'x', A: '1x' },
  {},
];

const encoded = (form: Readonly<Record<string, string | readonly string[]>>) =>
  new URLSearchParams(
    Object.entries(form).flatMap(([name, values]) => [values].flat().map((value): [string, string] => [name, value])),
  ).toString();

/** What our provider is asked to check, which the library signed over `signedUrl`. */
async function verdictOver(signedUrl: string, requestedUrl: string, form: (typeof FORMS)[number] = FORMS[0] ?? {}) {
  const signature = twilio.getExpectedTwilioSignature(TOKEN, signedUrl, form);
  return verdictOf(provider, sent(requestedUrl, encoded(form), { ...FORM, 'x-twilio-signature': signature }), TOKEN);
}

describe("Twilio's own library", () => {
  const URL = 'https://hooks.example.com/webhooks/twilio';

  test.each(FORMS)('signs what we accept, and accepts what we sign: %j', async (form) => {
    expect(await verdictOver(URL, URL, form)).toEqual(ACCEPTED);
    const ours = provider.scheme.sign(sent(URL, encoded(form), FORM), TOKEN, { now: 0 });
    const signature = ours.headers['x-twilio-signature'] ?? '';
    expect(twilio.validateRequest(TOKEN, signature, URL, form)).toBe(true);
    expect(twilio.validateRequest(TOKEN, signature, `${URL}?x`, form)).toBe(false);
  });

  test.each(BODIES)('binds other bodies by their digest in the URL, as we do: %j', async (body) => {
    const ours = provider.scheme.sign(sent(`${URL}?a=1`, body, { 'content-type': 'application/json' }), TOKEN, {
      now: 0,
    });
    expect(ours.url).toMatch(/\?a=1&bodySHA256=[0-9a-f]{64}$/);
    expect(twilio.validateRequestWithBody(TOKEN, ours.headers['x-twilio-signature'] ?? '', ours.url, body)).toBe(true);
    expect(await verdictOf(provider, ours, TOKEN)).toEqual(ACCEPTED);

    const url = `${URL}?bodySHA256=${twilio.getExpectedBodyHash(body)}`;
    const theirs = { 'x-twilio-signature': twilio.getExpectedTwilioSignature(TOKEN, url, {}) };
    expect(await verdictOf(provider, sent(url, body, theirs), TOKEN)).toEqual(ACCEPTED);
    expect(await verdictOf(provider, sent(url, `${body} `, theirs), TOKEN)).toEqual(WRONG);
  });

  test('accepts JSON whose digest is not in the URL, which we refuse', async () => {
    const signature = twilio.getExpectedTwilioSignature(TOKEN, URL, {});
    expect(twilio.validateRequest(TOKEN, signature, URL, {})).toBe(true);
    const forged = sent(URL, '{"amount":1000000}', {
      'content-type': 'application/json',
      'x-twilio-signature': signature,
    });
    expect(await verdictOf(provider, forged, TOKEN)).toEqual({ ok: false, cause: 'body-not-signed' });
  });

  test.each([
    ['https://hooks.example.com:443/t', 'https://hooks.example.com/t'],
    ['https://hooks.example.com/t', 'https://hooks.example.com:443/t'],
    ['http://hooks.example.com:80/t?a=1', 'http://hooks.example.com/t?a=1'],
    ['https://hooks.example.com:8443/t', 'https://hooks.example.com:8443/t'],
    ['https://hooks.example.com/t', 'https://hooks.example.com:8443/t'],
    ['https://me:pass:word@hooks.example.com:443/t', 'https://me:pass:word@hooks.example.com/t'],
    ['https://[::1]:443/t', 'https://[::1]/t'],
    ['https://[::1]/t', 'https://[::1]:443/t'],
    ['https://hooks.example.com/t?q=it%27s', "https://hooks.example.com/t?q=it's"],
    ['https://hooks.example.com/t?b=%20&a=+&a=%2F', 'https://hooks.example.com/t?b=%20&a=+&a=%2F'],
  ])('and ours agree that a signature over %s fits a request of %s', async (signedUrl, requestedUrl) => {
    const form = FORMS[0] ?? {};
    const signature = twilio.getExpectedTwilioSignature(TOKEN, signedUrl, form);
    expect(twilio.validateRequest(TOKEN, signature, requestedUrl, form)).toBe(true);
    expect(await verdictOver(signedUrl, requestedUrl)).toEqual(ACCEPTED);
  });

  test.each([
    ['https://hooks.example.com/t', 'https://hooks.example.com/t/'],
    ['https://hooks.example.com/t', 'http://hooks.example.com/t'],
    ['https://hooks.example.com/t', 'https://other.example.com/t'],
    ['https://hooks.example.com/t?a=1&b=2', 'https://hooks.example.com/t?b=2&a=1'],
    ['https://hooks.example.com/t', 'https://hooks.example.com/t#x'],
  ])('and ours agree that a signature over %s does not fit a request of %s', async (signedUrl, requestedUrl) => {
    const form = FORMS[0] ?? {};
    const signature = twilio.getExpectedTwilioSignature(TOKEN, signedUrl, form);
    expect(twilio.validateRequest(TOKEN, signature, requestedUrl, form)).toBe(false);
    expect(await verdictOver(signedUrl, requestedUrl)).toEqual(WRONG);
  });

  test.each(['', 'not a url', 'https://', 'http://[', '//x', `https://h/${'%'.repeat(100)}?\u0000#`])(
    'throws nothing out of ours over the URL %j',
    async (url) => {
      expect((await verdictOf(provider, sent(url, '', { 'x-twilio-signature': `${'A'.repeat(27)}=` }), TOKEN)).ok).toBe(
        false,
      );
    },
  );
});
