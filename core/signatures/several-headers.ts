import { hmacScheme } from './hmac.ts';
import type { HmacOptions } from './hmac-options.ts';
import type { Scheme } from './scheme.ts';

export interface SeveralHeadersOptions extends Omit<HmacOptions, 'header' | 'separator'> {
  /** The headers, each with the signature of another key; a sender with one key sends the first. */
  readonly headers: readonly [first: string, ...others: string[]];
}

const SEPARATOR = ',';

/** Senders that sign once with each of their keys, each signature in a header of its own. Any one of them will do. */
export function severalHeadersScheme({ headers, ...options }: SeveralHeadersOptions): Scheme {
  const [first, ...others] = headers;
  const names = headers.map((header) => header.toLowerCase());
  const scheme = hmacScheme({ ...options, header: first, separator: SEPARATOR });
  return {
    ...scheme,
    summary: `${scheme.summary}${others.length > 0 ? ` … ${others.at(-1)}` : ''}, one for each key`,
    verify(delivery, keys, context) {
      // A header holds one signature: what would be several in one is none.
      const values = names.map((name) => delivery.headers[name]?.replaceAll(SEPARATOR, ' ')).filter(Boolean);
      const together = { ...delivery.headers, [first.toLowerCase()]: values.join(SEPARATOR) };
      return scheme.verify({ ...delivery, headers: together }, keys, context);
    },
  };
}
