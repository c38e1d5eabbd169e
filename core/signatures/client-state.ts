import { createHash, timingSafeEqual } from 'node:crypto';
import { decodeUtf8, parseJson } from '../content.ts';
import type { Delivery } from '../delivery.ts';
import { at } from '../field.ts';
import { refused } from '../verdict.ts';
import type { Scheme } from './scheme.ts';
import { secretKey } from './secret-key.ts';

/** Microsoft Graph sends far fewer in one request. */
const MOST_ITEMS = 1000;

/** https://learn.microsoft.com/graph/api/resources/subscription: more does not go into a clientState. */
const LONGEST_SECRET = 128;

/**
 * Microsoft Graph signs nothing: each item repeats the `clientState` of its subscription, which is the secret. Every item
 * has to, with one and the same secret, so that no other can hide behind a right one.
 */
export const clientStateScheme: Scheme = {
  summary: 'the secret itself, as the clientState of every item in the body',

  key: (secret) => (secret.length > LONGEST_SECRET ? undefined : secretKey(secret)),

  verify(delivery, keys) {
    const items = itemsOf(delivery);
    if (!items || items.length === 0) return refused('missing-signature');
    if (items.length > MOST_ITEMS) return refused('malformed-signature');
    const states = items.map((item) => at(item, 'clientState'));
    if (states.includes(undefined) || states.includes('')) return refused('missing-signature');
    const given = states.map((state) => (typeof state === 'string' ? digest(state) : undefined));
    if (given.includes(undefined)) return refused('malformed-signature');
    const key = keys.findIndex((candidate) => {
      const expected = digest(candidate.export());
      return given.every((state) => state && timingSafeEqual(state, expected));
    });
    return key === -1 ? refused('wrong-signature') : { ok: true, key };
  },

  sign(delivery, secret) {
    const value = itemsOf(delivery)?.map((item) => ({ ...Object(item), clientState: secret }));
    const json: unknown = parseJson(decodeUtf8(delivery.body) ?? '');
    return { ...delivery, body: Buffer.from(JSON.stringify({ ...Object(json), ...(value && { value }) })) };
  },
};

function itemsOf({ body }: Delivery): readonly unknown[] | undefined {
  const list = at(parseJson(decodeUtf8(body) ?? ''), 'value');
  return Array.isArray(list) ? list : undefined;
}

// Digests have one length, so that the comparison tells nothing about the length of the secret.
const digest = (text: string | Buffer) => createHash('sha256').update(text).digest();
