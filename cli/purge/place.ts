import type { Sought } from '../../core/sought.ts';
import { isOfTenant } from '../../core/tenants.ts';

/** An event that somebody's data was found in. */
export interface FoundEvent {
  readonly source: string;
  readonly id: string;
}

/** What a place has of somebody's data. */
export interface Found {
  /** How many things there are to take out: lines, objects, messages. */
  readonly count: number;
  /** How many were looked at. */
  readonly looked: number;
  readonly events: readonly FoundEvent[];
  /** About how many things nobody could look at. @default 0 */
  readonly unseen?: number;
  /** Takes them out, and says how many it was. Doing so twice is doing so once. */
  remove(): Promise<number>;
}

/** What is to be found, and where. */
export interface Search {
  readonly sought: Sought;
  readonly sources: readonly string[];
  /** Only what is this tenant's. @default - everybody's */
  readonly tenant?: string | undefined;
  /** The events that other places have found it in. */
  readonly known: ReadonlySet<string>;
  /** Is told how many things were looked at. */
  readonly tell: (looked: number) => void;
}

/** A store that bodies, or what is made of them, lie in. */
export interface Place {
  readonly name: PlaceName;
  find(search: Search): Promise<Found>;
}

/**
 * In the order in which they are searched: an event that is found by its body is then known by its id. They are purged
 * in the opposite order, so that the bodies are there to be found again until everything else is done.
 */
export const PLACES = ['archive', 'claimChecks', 'deadLetters', 'quarantine', 'ledger'] as const;

export type PlaceName = (typeof PLACES)[number];

/** Whether an event of that id is looked at, going by whose it is. */
export const isLookedAt = (id: string, { tenant }: Pick<Search, 'tenant'>): boolean =>
  tenant === undefined || isOfTenant(tenant, id);
