import type { Delivery } from './delivery.ts';

/** The cause of a refusal that is signed with a secret of the source whose time is over. */
export const EXPIRED_SECRET = 'expired-secret';

/**
 * Why a request is kept. All but the last look like the provider's: its signature is there and of the right form.
 * `changed-body` is the copy of an accepted event that came again with another body: kept to be looked at, never released.
 */
export const QUARANTINE_CAUSES = [
  'wrong-signature',
  EXPIRED_SECRET,
  'stale-timestamp',
  'future-timestamp',
  'changed-body',
] as const;

export type QuarantineCause = (typeof QUARANTINE_CAUSES)[number];

/** A request that is kept whole. */
export interface QuarantinedRequest {
  readonly source: string;
  /** Whom it was addressed to, of a source with tenants. */
  readonly tenant?: string | undefined;
  /** The id that API Gateway gave it. */
  readonly requestId: string;
  /** RFC 3339, in milliseconds. */
  readonly receivedAt: string;
  readonly cause: QuarantineCause;
  readonly delivery: Delivery;
}

/** What a key alone says of a request. */
export type QuarantineEntry = Omit<QuarantinedRequest, 'delivery'>;

/** How long a request is kept. */
export const QUARANTINE_DAYS = 14;

/**
 * How many requests of one source are kept in one minute: whoever sends forgeries runs up a bill of this many objects,
 * and no more.
 */
export const MOST_KEPT_A_MINUTE = 100;

/** Whether a request that was refused for this cause is kept. What shows no signature at all is anybody's. */
export const isQuarantineCause = (cause: string): cause is QuarantineCause =>
  QUARANTINE_CAUSES.some((each) => each === cause);

/** Whether a request can ever be let in. */
export const canBeReleased = ({ cause }: QuarantineEntry) => cause !== 'changed-body';

/** What the counters of kept requests begin with in the ledger. No source's name begins so. */
export const COUNTER_PREFIX = '#quarantine#';

/** How long a counter lies in the ledger: long enough for every clock to be past its minute. */
const COUNTER_SECONDS = 3600;

/** The counter that a request adds to. */
export interface QuarantineCounter {
  /** Its key in the ledger. */
  readonly pk: string;
  /** When it may be forgotten, in seconds since 1970. */
  readonly expires: number;
}

/** The counter of a source and the minute of a moment (RFC 3339 in UTC). */
export function quarantineCounter({ source, receivedAt }: QuarantineEntry): QuarantineCounter {
  const minute = receivedAt.slice(0, 'YYYY-MM-DDTHH:MM'.length);
  return {
    pk: `${COUNTER_PREFIX}${source}#${minute}`,
    expires: Math.floor(Date.parse(receivedAt) / 1000) + COUNTER_SECONDS,
  };
}

/** What the keys of a source's requests begin with; a moment (RFC 3339 in UTC) after it is where its requests begin. */
export const quarantinePrefix = (source: string) => `${source}/`;

const LONGEST_REQUEST_ID = 128;
const SUFFIX = '.json';

/** An object's key: of a source they sort by time, and one tells what the request is without being read. */
export const quarantineKey = ({ source, tenant, receivedAt, cause, requestId }: QuarantineEntry) =>
  `${quarantinePrefix(source)}${receivedAt}~${cause}~${plainId(requestId)}${tenant === undefined ? '' : `~${tenant}`}${SUFFIX}`;

/** API Gateway's ids need no change. Whatever else is in one could end up escaped twice on its way. */
const plainId = (requestId: string) => requestId.replace(/[^\w=-]/g, '_').slice(0, LONGEST_REQUEST_ID);

/** What a key says, or `undefined` when it is none of ours. */
export function readQuarantineKey(key: string): QuarantineEntry | undefined {
  const [, source = '', receivedAt = '', cause = '', requestId = '', tenant] =
    /^([^/]+)\/([^~/]+)~([^~/]+)~([\w=-]+)(?:~([a-z0-9-]+))?\.json$/.exec(key) ?? [];
  return isQuarantineCause(cause)
    ? { source, receivedAt, cause, requestId, ...(tenant !== undefined && { tenant }) }
    : undefined;
}

/** The object that a request is kept as. Its body is in base64, since no text holds every body. */
export function encodeQuarantined({ delivery, ...entry }: QuarantinedRequest): string {
  const { method, url, headers, body } = delivery;
  return JSON.stringify({ ...entry, method, url, headers, body: body.toString('base64') });
}

/**
 * Reads an object of the quarantine.
 * @throws {SyntaxError} when it is none
 */
export function decodeQuarantined(text: string): QuarantinedRequest {
  const value: unknown = JSON.parse(text);
  if (!isStored(value)) throw new SyntaxError('the object is not a request that Breakwater has kept');
  const { source, tenant, requestId, receivedAt, cause, method, url, headers, body } = value;
  const delivery = { method, url, headers, body: Buffer.from(body, 'base64') };
  return { source, ...(tenant !== undefined && { tenant }), requestId, receivedAt, cause, delivery };
}

type Stored = QuarantineEntry & Omit<Delivery, 'body'> & { readonly body: string };

const TEXTS = ['source', 'requestId', 'receivedAt', 'cause', 'method', 'url', 'body'];

function isStored(value: unknown): value is Stored {
  if (typeof value !== 'object' || value === null) return false;
  const headers: unknown = Reflect.get(value, 'headers');
  const tenant: unknown = Reflect.get(value, 'tenant');
  return (
    (tenant === undefined || typeof tenant === 'string') &&
    TEXTS.every((name) => typeof Reflect.get(value, name) === 'string') &&
    isQuarantineCause(String(Reflect.get(value, 'cause'))) &&
    !Number.isNaN(Date.parse(String(Reflect.get(value, 'receivedAt')))) &&
    typeof headers === 'object' &&
    headers !== null &&
    Object.values(headers).every((header) => typeof header === 'string')
  );
}
