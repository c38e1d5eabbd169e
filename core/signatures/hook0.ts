import { createHmac } from 'node:crypto';
import type { Delivery } from '../delivery.ts';
import { refused } from '../verdict.ts';
import { decodeDigest } from './decode-digest.ts';
import { matchingKey } from './hmac.ts';
import { hmacDigest } from './hmac-digest.ts';
import type { Scheme } from './scheme.ts';
import { secretKey } from './secret-key.ts';
import { checkTimestamp, formatTimestamp, parseTimestamp } from './timestamp.ts';

const HEADER = 'x-hook0-signature';

// A handful of headers is signed; more than that would only be work.
const MOST_HEADERS = 20;
const LONGEST = 2000;

/**
 * Hook0 (https://documentation.hook0.com): HMAC-SHA256 of the time, the names and values of the headers that `h` lists,
 * and the body, in `t=<s>,h=<names>,v1=<hex>`. The older `v0`, which leaves out the headers, is passed over: with it
 * anybody could give a delivery another id.
 */
export const hook0Scheme: Scheme = {
  summary: 'HMAC-SHA256 of "{t}.{h}.{header values}.{body}" (v1), hex, in X-Hook0-Signature',

  key: (secret) => secretKey(secret),

  verify({ headers, body }, keys, { now, tolerance = 300 }) {
    const value = headers[HEADER];
    if (!value) return refused('missing-signature');
    const { t, h, v1 } = fieldsOf(value);
    const signature = v1 === undefined ? undefined : decodeDigest(v1, 'hex', 32);
    if (!signature) return refused('malformed-signature');
    if (t === undefined) return refused('missing-timestamp');
    const signedAt = parseTimestamp(t);
    if (signedAt === undefined) return refused('malformed-timestamp');
    const head = headOf(t, namesIn(h), headers);
    if (head === undefined) return refused('malformed-signature');
    const key = matchingKey([signature], keys, (candidate) => hmacDigest('sha256', candidate, [head, body]));
    if (key === -1) return refused('wrong-signature');
    const late = checkTimestamp(signedAt, now, tolerance);
    return late ? refused(late) : { ok: true, key };
  },

  sign(delivery, secret, { now, id }) {
    const key = secretKey(secret);
    if (!key) throw new Error('Hook0 signs with a secret of at least 16 bytes');
    const headers: Delivery['headers'] = { ...(id !== undefined && { 'x-event-id': id }), ...delivery.headers };
    const names = ['content-type', 'x-event-id', 'x-event-type'].filter((name) => headers[name] !== undefined);
    const sentAt = formatTimestamp(now);
    const head = headOf(sentAt, names, headers);
    if (head === undefined) throw new Error('only the last of the headers that Hook0 signs may hold a point');
    const digest = createHmac('sha256', key).update(head).update(delivery.body).digest('hex');
    return { ...delivery, headers: { ...headers, [HEADER]: `t=${sentAt},h=${names.join(' ')},v1=${digest}` } };
  },
};

/** The value of a header, if it is one of those that are signed; of what is yet to be signed, any. */
export function signedByHook0(headers: Delivery['headers'], name: string): string | undefined {
  const value = headers[HEADER];
  return value === undefined || namesIn(fieldsOf(value).h).includes(name) ? headers[name] : undefined;
}

function fieldsOf(value: string): Readonly<Record<'t' | 'h' | 'v1', string | undefined>> {
  const parts = value.length <= LONGEST ? value.split(',') : [];
  const named = (name: string) => {
    const [part, second] = parts.filter((each) => each.startsWith(`${name}=`));
    return second === undefined ? part?.slice(name.length + 1) : undefined;
  };
  return { t: named('t'), h: named('h'), v1: named('v1') };
}

const namesIn = (list = ''): string[] => (list === '' ? [] : list.toLowerCase().split(' ').slice(0, MOST_HEADERS));

/**
 * What is signed before the body; `undefined` where the values could be divided in another way. Points join them: had any
 * but the last one of its own, or were one missing, a part of the id could pass for a part of its neighbour.
 */
function headOf(sentAt: string, names: readonly string[], headers: Delivery['headers']): string | undefined {
  const values = names.map((name) => headers[name]);
  if (values.some((value, index) => value === undefined || (index < values.length - 1 && value.includes('.'))))
    return undefined;
  return `${sentAt}.${names.join(' ')}.${values.join('.')}.`;
}
