import { execFileSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import type { Delivery } from '../../../../core/delivery.ts';
import { linear } from '../../../../core/providers/linear.ts';
import { ACCEPTED, delivery, verdictOf, WRONG } from './deliveries.ts';

const SECRET = 'lin_wh_8VYFsu6lLvGbDxqLJ1iXkMzPw2';

/** The library is a module that Jest cannot load: a process of its own asks it. */
const ASK = `
  import { readFileSync } from 'node:fs';
  import { LinearWebhookClient } from '@linear/sdk/webhooks';
  const { secret, body, signature, sentAt } = JSON.parse(readFileSync(0, 'utf8'));
  const client = new LinearWebhookClient(secret);
  let verified = false;
  try { verified = client.verify(Buffer.from(body, 'base64'), signature, sentAt); } catch {}
  process.stdout.write(String(verified));
`;

/** What the library says of a delivery. It knows no other time than the present. */
function isVerified({ body, headers }: Delivery): boolean {
  const { webhookTimestamp: sentAt } = JSON.parse(body.toString());
  const input = JSON.stringify({
    secret: SECRET,
    body: body.toString('base64'),
    signature: headers['linear-signature'],
    sentAt,
  });
  return execFileSync(process.execPath, ['--input-type=module', '-e', ASK], { input, encoding: 'utf8' }) === 'true';
}

const BODIES = [
  '{"action":"create","type":"Issue","data":{"title":"Zoë bezahlt 10 € 🦊 \u2028"}}',
  '{"type":"Issue", "n" : 1e3,\r\n "html":"<b>&amp;\\u00e9\\/</b>"}',
];

describe("Linear's own library", () => {
  test.each(BODIES)('accepts what we sign, and refuses another body: %j', async (body) => {
    const signed = linear.scheme.sign(delivery(body), SECRET, { now: Date.now() });
    expect(isVerified(signed)).toBe(true);
    expect(await verdictOf(linear, signed, SECRET)).toEqual(ACCEPTED);
    const changed = { ...signed, body: Buffer.concat([signed.body, Buffer.from(' ')]) };
    expect(isVerified(changed)).toBe(false);
    expect(await verdictOf(linear, changed, SECRET)).toEqual(WRONG);
  });

  test.each([-61_500, 61_500])('refuses what was sent %d ms off, as we do', async (off) => {
    const signed = linear.scheme.sign(delivery('{"type":"Issue"}'), SECRET, { now: Date.now() + off });
    expect(isVerified(signed)).toBe(false);
    expect((await verdictOf(linear, signed, SECRET)).ok).toBe(false);
  });

  test.each([
    ['{"type":"Issue"}', 'missing-timestamp'],
    ['{"webhookTimestamp":"soon"}', 'malformed-timestamp'],
    ['{"webhookTimestamp":1e400}', 'malformed-timestamp'],
    ['{"webhookTimestamp":{}}', 'malformed-timestamp'],
    ['[]', 'missing-timestamp'],
    ['not JSON', 'missing-timestamp'],
  ])('and ours take no time from elsewhere, whatever the header says: %s', async (body, cause) => {
    const signature = createHmac('sha256', SECRET).update(body).digest('hex');
    const sent = delivery(body, { 'linear-signature': signature, 'linear-timestamp': String(Date.now()) });
    expect(await verdictOf(linear, sent, SECRET)).toEqual({ ok: false, cause });
  });

  test('and ours take the last of two times in a body, as every reader of it will', async () => {
    const now = Date.now();
    for (const [first, last, ok] of [
      [now, 1000, false],
      [1000, now, true],
    ] as const) {
      const body = `{"webhookTimestamp":${first},"webhookTimestamp":${last}}`;
      const signature = createHmac('sha256', SECRET).update(body).digest('hex');
      const sent = delivery(body, { 'linear-signature': signature });
      expect([isVerified(sent), (await verdictOf(linear, sent, SECRET, now)).ok]).toEqual([ok, ok]);
    }
  });
});
