import { decodeUtf8, parseJson } from '../content.ts';
import type { Delivery } from '../delivery.ts';
import { at } from '../field.ts';
import { refused } from '../verdict.ts';
import { decodeDigest } from './decode-digest.ts';
import { hmacScheme, matchingKey } from './hmac.ts';
import { hmacDigest } from './hmac-digest.ts';
import type { Key, Scheme } from './scheme.ts';
import { secretKey } from './secret-key.ts';

const HEADER = 'hmacsignature';
const SIGNATURE = 'additionalData.hmacSignature';

/** Adyen sends one; a thousand are checked in a few milliseconds. */
const MOST_ITEMS = 1000;

const whole = hmacScheme({ header: 'HmacSignature', encoding: 'base64', secret: 'hex' });

/**
 * Adyen (https://docs.adyen.com/development-resources/webhooks/verify-hmac-signatures): the standard webhook signs eight
 * fields of each item, in the item; all other webhooks sign the body, in the header HmacSignature, and where that header
 * is there only it counts. Every item has to be signed with one and the same key.
 */
export const adyenScheme: Scheme = {
  summary: `HMAC-SHA256 of eight fields of each item, base64, in ${SIGNATURE}; or ${whole.summary}`,

  key: whole.key,

  verify(delivery, keys, context) {
    if (delivery.headers[HEADER] !== undefined) return whole.verify(delivery, keys, context);
    const items = itemsOf(delivery);
    if (!items || items.length === 0) return refused('missing-signature');
    if (items.length > MOST_ITEMS) return refused('malformed-signature');
    const signed: { readonly signature: Buffer; readonly text: string }[] = [];
    for (const item of items) {
      const value = at(item, SIGNATURE);
      if (value === undefined) return refused('missing-signature');
      const signature = typeof value === 'string' ? decodeDigest(value, 'base64', 32) : undefined;
      const text = signedText(item);
      if (!signature || text === undefined) return refused('malformed-signature');
      signed.push({ signature, text });
    }
    const key = keys.findIndex((candidate) =>
      signed.every(({ signature, text }) => matchingKey([signature], [candidate], (each) => digest(each, text)) === 0),
    );
    return key === -1 ? refused('wrong-signature') : { ok: true, key };
  },

  sign(delivery, secret, context) {
    const items = itemsOf(delivery);
    if (!items) return whole.sign(delivery, secret, context);
    const key = secretKey(secret, 'hex');
    if (!key) throw new Error('not a hex secret of at least 16 bytes');
    const json = parseJson(decodeUtf8(delivery.body) ?? '');
    const notificationItems = items.map((item) => {
      const hmacSignature = digest(key, signedText(item) ?? '').toString('base64');
      const additionalData = { ...Object(at(item, 'additionalData')), hmacSignature };
      return { NotificationRequestItem: { ...Object(item), additionalData } };
    });
    return { ...delivery, body: Buffer.from(JSON.stringify({ ...Object(json), notificationItems })) };
  },
};

function itemsOf({ body }: Delivery): readonly unknown[] | undefined {
  const list = at(parseJson(decodeUtf8(body) ?? ''), 'notificationItems');
  return Array.isArray(list) ? list.map((item: unknown) => at(item, 'NotificationRequestItem')) : undefined;
}

const FIELDS = ['pspReference', 'originalReference', 'merchantAccountCode', 'merchantReference'] as const;
const LAST_FIELDS = ['amount.value', 'amount.currency', 'eventCode', 'success'] as const;

/**
 * What is signed of an item, or `undefined` when that would be ambiguous. Colons separate the fields and are not escaped:
 * only the reference, which the merchant chooses, may have one, so that no two items sign alike.
 */
function signedText(item: unknown): string | undefined {
  const texts = [...FIELDS, ...LAST_FIELDS].map((field) => {
    const value = at(item, field) ?? '';
    if (field === 'amount.value') return value === '' || Number.isSafeInteger(value) ? String(value) : undefined;
    const plain = typeof value === 'string' && (field === 'merchantReference' || !value.includes(':'));
    return plain ? value : undefined;
  });
  return texts.includes(undefined) ? undefined : texts.join(':');
}

const digest = (key: Key, text: string) => hmacDigest('sha256', key, [text]);
