import { decodeUtf8, parseJson } from '../content.ts';
import { at } from '../field.ts';
import { refused } from '../verdict.ts';
import type { Scheme } from './scheme.ts';
import { checkTimestamp, formatTimestamp, parseTimestamp, type TimeUnit } from './timestamp.ts';

export interface BodyTimeOptions {
  /** The member of the JSON body that says when it was sent. */
  readonly member: string;
  readonly unit: TimeUnit;
  /** How old, or how far ahead, it may be, in seconds. */
  readonly tolerance: number;
}

/** Senders that say in the signed body itself when they sent it. */
export function bodyTimeScheme(scheme: Scheme, { member, unit, tolerance: usual }: BodyTimeOptions): Scheme {
  return {
    ...scheme,
    summary: `${scheme.summary}; sent at "${member}" in the body`,
    async verify(delivery, keys, context) {
      const verdict = await scheme.verify(delivery, keys, context);
      if (!verdict.ok) return verdict;
      const sentAt = at(parseJson(decodeUtf8(delivery.body) ?? ''), member);
      if (sentAt === undefined) return refused('missing-timestamp');
      const signedAt = parseTimestamp(String(sentAt), unit);
      if (signedAt === undefined) return refused('malformed-timestamp');
      const late = checkTimestamp(signedAt, context.now, context.tolerance ?? usual);
      return late ? refused(late) : verdict;
    },
    sign(delivery, secret, context) {
      const json = parseJson(decodeUtf8(delivery.body) ?? '');
      if (typeof json !== 'object' || json === null) return scheme.sign(delivery, secret, context);
      const sentAt = formatTimestamp(context.now, unit);
      const body = JSON.stringify({ ...json, [member]: unit === 'rfc3339' ? sentAt : Number(sentAt) });
      return scheme.sign({ ...delivery, body: Buffer.from(body) }, secret, context);
    },
  };
}
