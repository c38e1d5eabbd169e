import { secretEntries, secretMark } from './secrets.ts';
import type { Scheme } from './signatures/scheme.ts';
import { SHORTEST_KEY_BYTES } from './signatures/secret-key.ts';

/** How a source's secret is: only `set` and `not-needed` verify anything. */
export type SecretState = 'set' | 'unset' | 'too-short' | 'malformed' | 'expired' | 'not-needed';

/** One secret of a source, without its text. */
export interface SecretStanding {
  /** What the log and the ledger call it. */
  readonly secret: string;
  readonly state: 'live' | 'expired' | 'too-short' | 'malformed';
  /** When it was put in, RFC 3339; absent when Breakwater did not put it in. */
  readonly since?: string;
  /** When it ends or ended, RFC 3339; absent when it goes on. */
  readonly notAfter?: string;
}

/**
 * How the secrets in a value are at a moment (milliseconds since 1970).
 * @returns the state of them all, and each of them
 */
export function secretStandings(value: string | undefined, scheme: Scheme, now: number) {
  const entries = secretEntries(value ?? '');
  const standings = entries.flatMap((entry, index): SecretStanding[] => {
    const { text, notAfter, since } = entry;
    if (text === '') return [];
    const end = Number.isFinite(notAfter) ? { notAfter: new Date(notAfter).toISOString() } : {};
    const state = stateOf(text, notAfter, scheme, now);
    return [{ secret: secretMark(entry, index), state, ...(since !== undefined && { since }), ...end }];
  });
  return { state: overall(standings, scheme), secrets: standings };
}

function stateOf(text: string, notAfter: number, scheme: Scheme, now: number): SecretStanding['state'] {
  if (!Number.isNaN(notAfter) && scheme.key(text)) return notAfter < now ? 'expired' : 'live';
  return Buffer.byteLength(text) < SHORTEST_KEY_BYTES ? 'too-short' : 'malformed';
}

function overall(standings: readonly SecretStanding[], { secretless }: Scheme): SecretState {
  if (standings.some(({ state }) => state === 'live')) return 'set';
  const [first] = standings;
  if (!first) return secretless ? 'not-needed' : 'unset';
  return first.state === 'live' ? 'set' : first.state;
}
