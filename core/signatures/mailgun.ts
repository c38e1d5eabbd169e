import { createHash, randomUUID } from 'node:crypto';
import { readContent } from '../content.ts';
import type { Delivery } from '../delivery.ts';
import { at } from '../field.ts';
import { refused } from '../verdict.ts';
import { decodeDigest } from './decode-digest.ts';
import { matchingKey } from './hmac.ts';
import { hmacDigest } from './hmac-digest.ts';
import type { Key, Scheme } from './scheme.ts';
import { secretKey } from './secret-key.ts';
import { checkTimestamp, formatTimestamp, parseTimestamp } from './timestamp.ts';

const PARTS = ['timestamp', 'token', 'signature'] as const;

// Nothing separates time and token: with another number of digits a token would sign alike under another name.
const TEN_DIGITS = /^\d{10}$/;

/** Mailgun's own have 50 characters. */
const LONGEST_TOKEN = 200;

/** Mailgun tries for eight hours, and nobody says that it signs anew each time. */
const TOLERANCE_SECONDS = 9 * 3600;

/**
 * Mailgun (https://documentation.mailgun.com/docs/mailgun/user-manual/webhooks/securing-webhooks): HMAC-SHA256 of a time
 * and a token, all three in the body. The event itself is not signed: who has seen one request could send another event
 * under its signature, if its token did not name the event.
 */
export const mailgunScheme: Scheme = {
  summary: 'HMAC-SHA256 of time and token, hex, in the signature of the body; the event itself is not signed',

  key: (secret) => secretKey(secret),

  verify(delivery, keys, { now, tolerance = TOLERANCE_SECONDS }) {
    const [sentAt, token, value] = signatureIn(delivery);
    if (!value) return refused('missing-signature');
    const signature = decodeDigest(value, 'hex', 32);
    if (!signature || !token || token.length > LONGEST_TOKEN) return refused('malformed-signature');
    if (!sentAt) return refused('missing-timestamp');
    const signedAt = TEN_DIGITS.test(sentAt) ? parseTimestamp(sentAt) : undefined;
    if (signedAt === undefined) return refused('malformed-timestamp');
    const key = matchingKey([signature], keys, (candidate) => digest(candidate, sentAt + token));
    if (key === -1) return refused('wrong-signature');
    const late = checkTimestamp(signedAt, now, tolerance);
    return late ? refused(late) : { ok: true, key };
  },

  sign(delivery, secret, { now, id = randomUUID() }) {
    const key = secretKey(secret);
    if (!key) throw new Error('a webhook signing key of at least 16 bytes is needed');
    const timestamp = formatTimestamp(now);
    const token = createHash('sha256').update(id).digest('hex').slice(0, 50);
    const parts = { timestamp, token, signature: digest(key, timestamp + token).toString('hex') };
    const { form, json } = readContent(delivery);
    if (!form) return { ...delivery, body: Buffer.from(JSON.stringify({ ...Object(json), signature: parts })) };
    for (const [name, part] of Object.entries(parts)) form.set(name, part);
    return { ...delivery, body: Buffer.from(form.toString()) };
  },
};

/** Time, token and signature as the body has them. */
function signatureIn(delivery: Delivery): readonly (string | undefined)[] {
  const { form, json } = readContent(delivery);
  return PARTS.map((name) => {
    // In a form that says something twice, one reader would take the first and another the last.
    const [part, ...others]: readonly unknown[] = form ? form.getAll(name) : [at(json, `signature.${name}`)];
    if (others.length > 0 || part === undefined || part === null) return undefined;
    return typeof part === 'number' ? String(part) : typeof part === 'string' ? part : undefined;
  });
}

const digest = (key: Key, text: string) => hmacDigest('sha256', key, [text]);
