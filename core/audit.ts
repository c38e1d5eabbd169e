/** What an operator has changed in a deployment, as it is kept in the ledger's table. */
export interface AuditRecord {
  /** The same from the beginning of the operation to its end. */
  readonly id: string;
  /** The ARN of the caller on AWS, the name of the user on a local run. */
  readonly who: string;
  /** What was typed, without its options: `redrive`, `quarantine release`. */
  readonly command: string;
  /** The processor or source that it was done to; absent when it was more than one. */
  readonly on?: string | undefined;
  /** The options that chose what it was done to, and how fast. */
  readonly options: Readonly<Record<string, string>>;
  /** RFC 3339, in milliseconds. */
  readonly startedAt: string;
  /** RFC 3339, in milliseconds; absent while it runs, and for ever when it was killed. */
  readonly endedAt?: string | undefined;
  /** `begun` for ever when it was killed; `stopped` when its operator stopped it. */
  readonly ended: 'begun' | 'done' | 'stopped' | 'failed';
  /** How many of what: `{ planned: 12, moved: 11 }`. */
  readonly counts: Readonly<Record<string, number>>;
  /** Why it failed. */
  readonly error?: string | undefined;
}

/** What the keys of audit records begin with in the ledger's table. No source's name begins so. */
export const AUDIT_PREFIX = '#audit#';

/** The partition of the ledger's index that has all of them, by time: operators do not do a thousand things a second. */
export const AUDIT_SHARD = '#audit';

/** A year, and a month in which to look back at it. */
export const AUDIT_DAYS = 400;

/** An audit record as an item of the ledger's table. */
export interface AuditItem {
  readonly pk: string;
  readonly shard: string;
  /** When it began: what the index sorts by. */
  readonly receivedAt: string;
  readonly type: string;
  readonly record: AuditRecord;
  /** When it may be forgotten, in seconds since 1970. */
  readonly expires: number;
}

export const auditKey = (id: string) => AUDIT_PREFIX + id;

const LONGEST_TEXT = 300;

/** The item of a record. However much was typed, it stays small. */
export function auditItem(record: AuditRecord): AuditItem {
  const { id, startedAt, command, error, who, options } = record;
  const short = Object.entries(options).map(([name, value]) => [name, cut(value)]);
  return {
    pk: auditKey(id),
    shard: AUDIT_SHARD,
    receivedAt: startedAt,
    type: command,
    record: {
      ...record,
      who: cut(who),
      options: Object.fromEntries(short),
      ...(error !== undefined && { error: cut(error) }),
    },
    expires: Math.floor(Date.parse(startedAt) / 1000) + AUDIT_DAYS * 86_400,
  };
}

const cut = (text: string) => (text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT - 1)}…` : text);
