import { EXPIRED_SECRET } from '../../core/quarantine.ts';
import { type SecretStanding, type SecretState, secretStandings } from '../../core/secret-state.ts';
import { tenantPath } from '../../core/tenants.ts';
import type { LedgerEvents } from '../../lambda/aws/ledger-events.ts';
import type { QuarantineStore } from '../../lambda/aws/quarantine-store.ts';
import { newestKept } from '../quarantine/newest-kept.ts';
import { idOf, type OpenSecret } from './open-secret.ts';

/** How a source's secret is, and how it is used. No text of any secret is in it. */
export interface SecretStatus {
  /** A source, or `SOURCE/api`. */
  readonly source: string;
  /** Absent of a source without tenants. */
  readonly tenant?: string | undefined;
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

/** What came to each source of late: read once, however many tenants it has. */
export interface SourceActivity extends Pick<StatusParts, 'now'> {
  readonly newestOf: (source: string) => ReturnType<LedgerEvents['list']>;
  readonly triedOf: (source: string) => ReturnType<typeof newestKept>;
}

/** Opens what came to each source of late. */
export function openActivity({ events, quarantine, now }: StatusParts): SourceActivity {
  const since = new Date(now - STILL_MS).toISOString();
  const matches = ({ cause }: { readonly cause: string }) => cause === EXPIRED_SECRET;
  return {
    now,
    newestOf: once((source) => events.list({ sources: [source], limit: MOST_EVENTS })),
    triedOf: once(async (source) =>
      quarantine ? newestKept(quarantine, { sources: [source], since, limit: MOST_TRIED, matches, now }) : [],
    ),
  };
}

/** Asks once for each name. */
function once<Found>(ask: (name: string) => Promise<Found>): (name: string) => Promise<Found> {
  const asked = new Map<string, Promise<Found>>();
  return (name) => {
    const found = asked.get(name) ?? ask(name);
    asked.set(name, found);
    return found;
  };
}

/** Reads how one secret is. */
export async function secretStatus(
  opened: OpenSecret,
  { newestOf, triedOf, now }: SourceActivity,
): Promise<SecretStatus> {
  const { name, versions, source, isCredential } = opened;
  const version = await versions.current(name);
  const about = { ...idOf(opened), provider: source.provider.id, changedAt: version?.createdAt };
  if (isCredential)
    return {
      ...about,
      state: version?.value.trim() ? 'set' : 'unset',
      secrets: [],
      events: 0,
      expiredTried: NOT_TRIED,
    };
  const { state, secrets } = secretStandings(version?.value, source.provider.scheme, now);
  const [ofSource, triedOfSource] = await Promise.all([newestOf(source.name), triedOf(source.name)]);
  const isIts = ({ tenant }: { readonly tenant?: string | undefined }) => tenant === source.tenant;
  const [newest, tried] = [ofSource.filter(isIts), triedOfSource.filter(isIts)];
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
export function troubleOf({ source: name, tenant, state, expiredTried }: SecretStatus): string | undefined {
  const source = tenantPath(name, tenant);
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
