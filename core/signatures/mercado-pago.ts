import { createHmac } from 'node:crypto';
import { readContent } from '../content.ts';
import type { Delivery } from '../delivery.ts';
import { at } from '../field.ts';
import { refused } from '../verdict.ts';
import { decodeDigest } from './decode-digest.ts';
import { matchingKey } from './hmac.ts';
import { hmacDigest } from './hmac-digest.ts';
import type { Scheme } from './scheme.ts';
import { secretKey } from './secret-key.ts';
import { checkTimestamp, formatTimestamp, parseTimestamp } from './timestamp.ts';

const HEADER = 'x-signature';
const REQUEST_ID = 'x-request-id';

// A time and a digest are far shorter.
const LONGEST = 300;

/**
 * Mercado Pago (https://www.mercadopago.com/developers/en/docs/your-integrations/notifications/webhooks): HMAC-SHA256 of
 * the id of the resource, which is a parameter of the URL, the id of the request and the time; of the body nothing is
 * signed. It has to be about the same resource; what else it says has to be fetched.
 */
export const mercadoPagoScheme: Scheme = {
  summary: 'HMAC-SHA256 of "id:{data.id};request-id:{x-request-id};ts:{ts};", hex, in x-signature; not of the body',

  key: (secret) => secretKey(secret),

  // Nobody says whether a delivery that is tried again is signed again. The id of the request is signed, so that an older
  // one cannot be sent again as another event.
  verify(delivery, keys, { now, tolerance = 86_400 }) {
    const { headers, url } = delivery;
    const value = headers[HEADER];
    if (!value) return refused('missing-signature');
    const { ts, v1 } = partsOf(value);
    const signature = v1 === undefined ? undefined : decodeDigest(v1, 'hex', 32);
    const requestId = headers[REQUEST_ID];
    if (!signature || !requestId) return refused('malformed-signature');
    if (!ts) return refused('missing-timestamp');
    // Seconds by now; older deliveries had milliseconds.
    const signedAt = parseTimestamp(ts, ts.length > 12 ? 'ms' : 's');
    if (signedAt === undefined) return refused('malformed-timestamp');

    const id = URL.parse(url)?.searchParams.get('data.id');
    if (!id) return refused('body-not-signed');
    if (id !== resourceIn(delivery)) return refused('wrong-signature');
    for (const written of new Set([id, id.toLowerCase()])) {
      const manifest = manifestOf(written, requestId, ts);
      const key = matchingKey([signature], keys, (candidate) => hmacDigest('sha256', candidate, [manifest]));
      const late = checkTimestamp(signedAt, now, tolerance);
      if (key !== -1) return late ? refused(late) : { ok: true, key };
    }
    return refused('wrong-signature');
  },

  sign(delivery, secret, { now, id }) {
    const key = secretKey(secret);
    const resource = resourceIn(delivery);
    if (!key) throw new Error('Mercado Pago signs with a secret of at least 16 bytes');
    if (!resource) throw new Error('Mercado Pago signs the id of a resource: the body has to have one in data.id');
    const url = new URL(delivery.url);
    url.searchParams.set('data.id', resource);
    const ts = formatTimestamp(now);
    const requestId = delivery.headers[REQUEST_ID] ?? id ?? 'local';
    const v1 = createHmac('sha256', key)
      .update(manifestOf(resource.toLowerCase(), requestId, ts))
      .digest('hex');
    const headers = { ...delivery.headers, [REQUEST_ID]: requestId, [HEADER]: `ts=${ts},v1=${v1}` };
    return { ...delivery, url: url.href, headers };
  },
};

const manifestOf = (id: string, requestId: string, ts: string) => `id:${id};request-id:${requestId};ts:${ts};`;

/** The id of the resource that the body is about. */
function resourceIn(delivery: Delivery): string | undefined {
  const id = at(readContent(delivery).json, 'data.id');
  return typeof id === 'string' || typeof id === 'number' ? String(id) : undefined;
}

function partsOf(header: string): Readonly<Record<'ts' | 'v1', string | undefined>> {
  const parts = header.length <= LONGEST ? header.split(',').map((part) => part.trim()) : [];
  const named = (name: string) => {
    const [part, second] = parts.filter((each) => each.startsWith(`${name}=`));
    return second === undefined ? part?.slice(name.length + 1) : undefined;
  };
  return { ts: named('ts'), v1: named('v1') };
}
