import { parseJson } from './content.ts';
import type { Key, Scheme } from './signatures/scheme.ts';

/** How long the verifier goes on with a secret that it has read, in seconds, where the source does not say. */
export const SECRET_CACHE_SECONDS = 300;

/** A key, until when it may be used (milliseconds since 1970), and what its entry is called. */
export interface LiveKey {
  readonly key: Key;
  readonly notAfter: number;
  readonly mark: string;
}

/** One secret in the value of a source's secret. */
export interface SecretEntry {
  readonly text: string;
  /** Milliseconds since 1970: `Infinity` without an end, NaN (never live) when the end is no time. */
  readonly notAfter: number;
  /** What logs and the ledger call it: made at random, so that it tells nothing about the text. */
  readonly id?: string;
  /** When it was put in, RFC 3339. */
  readonly since?: string;
}

/**
 * The usable keys in the value of a source's secret: one secret as plain text, or `{"secrets":[…]}` whose entries are
 * strings or `{"value":"…","notAfter":"ISO time"}`. Entries that are empty, too short or malformed give no key, so a
 * secret that was never set refuses everything.
 */
export function readKeys(value: string | undefined, scheme: Scheme): LiveKey[] {
  return secretEntries(value ?? '').flatMap((entry, index) => {
    const { text, notAfter } = entry;
    const key = Number.isNaN(notAfter) ? undefined : scheme.key(text);
    return key ? [{ key, notAfter, mark: secretMark(entry, index) }] : [];
  });
}

/** What an entry is called: its id, or for one without its place, from 1 on. */
export const secretMark = ({ id }: SecretEntry, index: number): string => id ?? String(index + 1);

/** The secrets in a secret's value. */
export function secretEntries(value: string): SecretEntry[] {
  const parsed = parseJson(value);
  const list: unknown = typeof parsed === 'object' && parsed !== null ? Reflect.get(parsed, 'secrets') : undefined;
  if (!Array.isArray(list)) return [{ text: value.trim(), notAfter: Number.POSITIVE_INFINITY }];
  return list.flatMap((entry: unknown) => {
    if (typeof entry === 'string') return [{ text: entry.trim(), notAfter: Number.POSITIVE_INFINITY }];
    return typeof entry === 'object' && entry !== null ? objectEntry(entry) : [];
  });
}

/** Ids end up in logs: whatever else somebody wrote there is none. */
const ID = /^[a-z][a-z0-9]{3,11}$/;

function objectEntry(entry: object): SecretEntry[] {
  const [text, notAfter, id, since]: unknown[] = ['value', 'notAfter', 'id', 'since'].map((name) =>
    Reflect.get(entry, name),
  );
  if (typeof text !== 'string') return [];
  return [
    {
      text: text.trim(),
      notAfter: notAfter === undefined ? Number.POSITIVE_INFINITY : Date.parse(String(notAfter)),
      ...(typeof id === 'string' && ID.test(id) && { id }),
      ...(typeof since === 'string' && !Number.isNaN(Date.parse(since)) && { since }),
    },
  ];
}

/** What a sender signs with, where that is another secret than the verifier's: only a local run holds it. */
export function signingSecret(value: string): string | undefined {
  const parsed = parseJson(value);
  const text: unknown = typeof parsed === 'object' && parsed !== null ? Reflect.get(parsed, 'signWith') : undefined;
  return typeof text === 'string' ? text : undefined;
}

/** The keys that are live at a moment (milliseconds since 1970). */
export const liveKeys = (keys: readonly LiveKey[], now: number): Key[] =>
  keys.filter(({ notAfter }) => now <= notAfter).map(({ key }) => key);

/** The keys whose time is over at a moment (milliseconds since 1970). */
export const expiredKeys = (keys: readonly LiveKey[], now: number): Key[] =>
  keys.filter(({ notAfter }) => notAfter < now).map(({ key }) => key);
