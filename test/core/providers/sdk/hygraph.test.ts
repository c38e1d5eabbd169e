import { generateWebhookSignature, verifyWebhookSignature } from '@hygraph/utils';
import { hygraph } from '../../../../core/providers/hygraph.ts';
import { ACCEPTED, BODIES, delivery, verdictOf, WRONG } from './deliveries.ts';

const SECRET = 'the secret key of the webhook, zoë';
const MALFORMED = { ok: false, cause: 'malformed-signature' };
const NO_TIME = { ok: false, cause: 'malformed-timestamp' };

const signedBy = (body: string, environmentName = 'master') =>
  delivery(body, {
    'gcms-signature': generateWebhookSignature({ body: {}, rawPayload: body, environmentName, secret: SECRET }),
  });

describe("Hygraph's own library", () => {
  test.each(BODIES)('signs what we accept, in whatever environment: %j', async (body) => {
    for (const environment of ['master', 'staging "2" \\ ü', '']) {
      const signed = signedBy(body, environment);
      expect(await verdictOf(hygraph, signed, SECRET)).toEqual(ACCEPTED);
      expect(await verdictOf(hygraph, { ...signed, body: Buffer.from(`${body} `) }, SECRET)).toEqual(WRONG);
    }
  });

  test.each(BODIES)('accepts what we sign, and refuses another body: %j', (rawPayload) => {
    const { headers } = hygraph.scheme.sign(delivery(rawPayload), SECRET, { now: Date.now() });
    const signature = headers['gcms-signature'] ?? '';
    expect(verifyWebhookSignature({ body: {}, rawPayload, signature, secret: SECRET })).toBe(true);
    expect(verifyWebhookSignature({ body: {}, rawPayload: `${rawPayload} `, signature, secret: SECRET })).toBe(false);
  });
});

describe("Hygraph's signature", () => {
  const signed = signedBy('{"a":1}');
  const value = signed.headers['gcms-signature'] ?? '';
  const verdictOn = (changed: string) =>
    verdictOf(hygraph, { ...signed, headers: { ...signed.headers, 'gcms-signature': changed } }, SECRET);

  test('covers the environment and the time', async () => {
    expect(await verdictOn(value.replace('env=master', 'env=staging'))).toEqual(WRONG);
    expect(await verdictOn(value.replace(/.$/, (last) => (last === '0' ? '1' : '0')))).toEqual(WRONG);
  });

  test('has one form, in one order', async () => {
    const [sign, env, time] = value.split(', ');
    for (const changed of [`${sign},${env},${time}`, `${env}, ${sign}, ${time}`, `${value}, t=1`, `${sign}, ${time}`])
      expect(await verdictOn(changed)).toEqual(MALFORMED);
    for (const changed of [`${sign}, ${env}, t=`, `${sign}, ${env}, t=0${time?.slice(2)}`, `${sign}, ${env}, t=1e12`])
      expect(await verdictOn(changed)).toEqual(NO_TIME);
  });

  test('may be an hour old, and no more', async () => {
    const now = Number(/t=(\d+)/.exec(value)?.[1]);
    expect(await verdictOf(hygraph, signed, SECRET, now + 3_600_000)).toEqual(ACCEPTED);
    expect(await verdictOf(hygraph, signed, SECRET, now + 3_602_000)).toEqual({ ok: false, cause: 'stale-timestamp' });
    expect(await verdictOf(hygraph, signed, SECRET, now - 3_602_000)).toEqual({ ok: false, cause: 'future-timestamp' });
  });
});
