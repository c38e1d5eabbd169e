import { parseJson } from './content.ts';
import type { Key, Scheme } from './signatures/scheme.ts';

/** A key, and until when it may be used (milliseconds since 1970). */
export interface LiveKey {
  readonly key: Key;
  readonly notAfter: number;
}

/**
 * The usable keys in the value of a source's secret: one secret as plain text, or `{"secrets":[…]}` whose entries are
 * strings or `{"value":"…","notAfter":"ISO time"}`. Entries that are empty, too short or malformed give no key, so a
 * secret that was never set refuses everything.
 */
export function readKeys(value: string | undefined, scheme: Scheme): LiveKey[] {
  return secretEntries(value ?? '').flatMap(({ text, notAfter }) => {
    const key = Number.isNaN(notAfter) ? undefined : scheme.key(text);
    return key ? [{ key, notAfter }] : [];
  });
}

/** The secrets in a secret's value, with the end of each. An end that is no time is NaN: never live. */
export function secretEntries(value: string): { readonly text: string; readonly notAfter: number }[] {
  const parsed = parseJson(value);
  const list: unknown = typeof parsed === 'object' && parsed !== null ? Reflect.get(parsed, 'secrets') : undefined;
  if (!Array.isArray(list)) return [{ text: value.trim(), notAfter: Number.POSITIVE_INFINITY }];
  return list.flatMap((entry: unknown) => {
    if (typeof entry === 'string') return [{ text: entry.trim(), notAfter: Number.POSITIVE_INFINITY }];
    if (typeof entry !== 'object' || entry === null) return [];
    const text: unknown = Reflect.get(entry, 'value');
    const notAfter: unknown = Reflect.get(entry, 'notAfter');
    if (typeof text !== 'string') return [];
    return [
      { text: text.trim(), notAfter: notAfter === undefined ? Number.POSITIVE_INFINITY : Date.parse(String(notAfter)) },
    ];
  });
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
