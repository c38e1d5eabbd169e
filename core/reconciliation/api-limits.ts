/** What an API's answer says of when it may be asked again. */
export interface ApiAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** GitHub's advice where it names no time, and about what others mean. */
const UNSAID_MS = 60_000;

const MOST_MS = 3_600_000;

/**
 * How long the API wants to be left alone, in milliseconds; `undefined` when it set no limit. GitHub says 403 as well,
 * with a header or in words.
 * https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api#exceeding-the-rate-limit
 * @param now - milliseconds since 1970
 */
export function limitedFor({ status, headers, text }: ApiAnswer, now: number): number | undefined {
  const isExhausted = headers['x-ratelimit-remaining'] === '0';
  const isLimited =
    status === 429 ||
    (status === 403 && (isExhausted || headers['retry-after'] !== undefined || /rate limit/i.test(text)));
  if (!isLimited) return undefined;
  const after = retryAfter(headers['retry-after'], now);
  const reset = isExhausted ? Number(headers['x-ratelimit-reset']) * 1000 - now : Number.NaN;
  const wait = after ?? (Number.isNaN(reset) ? UNSAID_MS : reset);
  return Math.min(MOST_MS, Math.max(0, wait));
}

/** Seconds, of which Shopify sends fractions, or a date. */
function retryAfter(text: string | undefined, now: number): number | undefined {
  if (text === undefined) return undefined;
  const seconds = Number(text);
  const wait = Number.isNaN(seconds) ? Date.parse(text) - now : seconds * 1000;
  return Number.isNaN(wait) ? undefined : wait;
}

/** The address of the next page in a `Link` header, if there is one. https://www.rfc-editor.org/rfc/rfc8288 */
export function nextLink(header: string | undefined): string | undefined {
  for (const [, url, parameters = ''] of (header ?? '').matchAll(/<([^>]*)>((?:\s*;[^,<]*)*)/g))
    if (/;\s*rel="?next"?(?:\s|;|$)/.test(parameters)) return url;
  return undefined;
}
