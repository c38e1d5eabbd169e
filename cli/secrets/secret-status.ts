import { EXPIRED_SECRET } from '../../core/quarantine.ts';
import { type SecretStanding, type SecretState, secretStandings } from '../../core/secret-state.ts';
import type { LedgerEvents } from '../../lambda/aws/ledger-events.ts';
import type { QuarantineStore } from '../../lambda/aws/quarantine-store.ts';
import { newestKept } from '../quarantine/newest-kept.ts';
import type { OpenSecret } from './open-secret.ts';

/** How a source's secret is, and how it is used. No text of any secret is in it. */
export interface SecretStatus {
  /** A source, or `SOURCE/api`. */
  readonly source: string;
  readonly provider: string;
  readonly state: SecretState;
  /** When the value was last changed, RFC 3339. */
  readonly changedAt?: string | undefined;
  readonly secrets: readonly (SecretStanding & {
    /** When the newest event that was signed with it came, RFC 3339; absent when none of those looked at was. */
    readonly lastUsed?: string | undefined;
  })[];
  /** The secret of the newest event of which that is known. */
  readonly lastMatched?: string | undefined;
  /** How many of the newest events were looked at. */
  readonly events: number;
  /** Requests of the last hour that were signed with a secret whose time was over. */
  readonly expiredTried: { readonly requests: number; readonly last?: string | undefined };
}

export interface StatusParts {
  readonly events: LedgerEvents;
  /** Absent of a stack that was deployed before there was one. */
  readonly quarantine: QuarantineStore | undefined;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** So many of a source's newest events are looked at: each costs a read unit. */
const MOST_EVENTS = 500;
/** The verifier keeps no more than this in a minute. */
const MOST_TRIED = 100;
const STILL_MS = 3_600_000;

const NOT_TRIED: SecretStatus['expiredTried'] = { requests: 0 };

/** Reads how one secret is. */
export async function secretStatus(
  opened: OpenSecret,
  { events, quarantine, now }: StatusParts,
): Promise<SecretStatus> {
  const { on, name, versions, source, isCredential } = opened;
  const version = await versions.current(name);
  const about = { source: on, provider: source.provider.id, changedAt: version?.createdAt };
  if (isCredential)
    return {
      ...about,
      state: version?.value.trim() ? 'set' : 'unset',
      secrets: [],
      events: 0,
      expiredTried: NOT_TRIED,
    };
  const { state, secrets } = secretStandings(version?.value, source.provider.scheme, now);
  const [newest, tried] = await Promise.all([
    events.list({ sources: [on], limit: MOST_EVENTS }),
    quarantine
      ? newestKept(quarantine, {
          sources: [on],
          since: new Date(now - STILL_MS).toISOString(),
          limit: MOST_TRIED,
          matches: ({ cause }) => cause === EXPIRED_SECRET,
          now,
        })
      : [],
  ]);
  const lastUsed = (mark: string) => newest.find(({ signedBy }) => signedBy === mark)?.receivedAt;
  return {
    ...about,
    state,
    secrets: secrets.map((each) => ({ ...each, lastUsed: lastUsed(each.secret) })),
    lastMatched: newest.find(({ signedBy }) => signedBy !== undefined)?.signedBy,
    events: newest.length,
    expiredTried: { requests: tried.length, last: tried[0]?.receivedAt },
  };
}

/** What is wrong, in a few words; `undefined` when nothing is. */
export function troubleOf({ source, state, expiredTried }: SecretStatus): string | undefined {
  if (state !== 'set' && state !== 'not-needed') return `the secret of ${source} is ${SAYS[state]}`;
  return expiredTried.requests > 0 ? `${source} is still sent events with a secret whose time is over` : undefined;
}

export const SAYS: Readonly<Record<SecretState | 'live', string>> = {
  set: 'set',
  live: 'live',
  unset: 'not set',
  'too-short': 'too short',
  malformed: 'malformed',
  expired: 'over',
  'not-needed': 'not needed',
};
