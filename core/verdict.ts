/** Why a delivery was refused. Callers never see it; logs, metrics and the quarantine do. */
export type RefusalCause =
  | 'missing-signature'
  | 'malformed-signature'
  | 'wrong-signature'
  | 'missing-timestamp'
  | 'malformed-timestamp'
  | 'stale-timestamp'
  | 'future-timestamp'
  | 'body-not-signed';

/** What a scheme says of a delivery: which of the keys it was signed with (its index), or why it is refused. */
export type Verdict =
  | { readonly ok: true; readonly key: number }
  | { readonly ok: false; readonly cause: RefusalCause };

export const refused = (cause: RefusalCause): Verdict => ({ ok: false, cause });
