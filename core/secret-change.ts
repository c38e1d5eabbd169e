import { type SecretEntry, secretEntries } from './secrets.ts';

/** A secret that is to be put in first. */
export interface NewSecret {
  readonly text: string;
  /** What logs and the ledger will call it. */
  readonly id: string;
}

/** What is to become of the secrets that are there. */
export interface Change {
  readonly added: readonly NewSecret[];
  /** Until when the present ones are good, in milliseconds since 1970; absent: they are taken out at once. */
  readonly keepUntil?: number | undefined;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Names an entry that has no id yet. */
  readonly newId: () => string;
  /** Whether the text can verify anything: what cannot is not kept. */
  readonly isUsable: (text: string) => boolean;
}

/**
 * The entries after a change: the new ones first, then those that go on for a while, each no longer than it was good for
 * before. What is over, or was never usable, is left out.
 */
export function changedEntries(before: readonly SecretEntry[], change: Change): SecretEntry[] {
  const { added, keepUntil, now, newId, isUsable } = change;
  const since = new Date(now).toISOString();
  const fresh = added.map(({ text, id }) => ({ text, id, since, notAfter: Number.POSITIVE_INFINITY }));
  if (keepUntil === undefined) return fresh;
  const isKept = ({ text, notAfter }: SecretEntry) =>
    notAfter >= now && isUsable(text) && !added.some((each) => each.text === text);
  const kept = before.filter(isKept).map((entry) => ({
    ...entry,
    id: entry.id ?? newId(),
    notAfter: Math.min(entry.notAfter, keepUntil),
  }));
  return [...fresh, ...kept];
}

/** The entries that somebody else put in between the value that was read and the one that was written over. */
export function overwrittenEntries(read: string | undefined, overwritten: string, written: readonly SecretEntry[]) {
  const known = new Set([...secretEntries(read ?? ''), ...written].map(({ text }) => text));
  return secretEntries(overwritten).filter(({ text }) => !known.has(text));
}

/** The value that holds the entries. What a local sender signs with, where that is another text, goes along. */
export function secretValue(entries: readonly SecretEntry[], signWith?: string): string {
  const secrets = entries.map(({ text, notAfter, id, since }) => ({
    value: text,
    id,
    since,
    ...(Number.isFinite(notAfter) && { notAfter: new Date(notAfter).toISOString() }),
  }));
  return JSON.stringify({ secrets, signWith });
}
