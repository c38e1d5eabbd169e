import { ledgerKey } from '../../core/ledger-item.ts';
import type { Sought } from '../../core/sought.ts';
import { isOnItsWay } from './in-ledger.ts';
import type { OpenPurge } from './open-purge.ts';
import type { Found, PlaceName } from './place.ts';

export interface Finding extends Found {
  readonly place: PlaceName;
}

/** What there is of somebody's data. */
export interface Findings {
  /** In the order in which the places were searched. */
  readonly found: readonly Finding[];
  /** How many events it was found in. */
  readonly events: number;
  /** How many of them may still have a message on a queue, which a purge leaves to its processor. */
  readonly onTheirWay: number;
  /** About how many messages lie on queues in all. */
  readonly waiting: number;
}

export interface Where {
  readonly sources: readonly string[];
  /** @default - everybody's */
  readonly tenant?: string | undefined;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly tell: (place: PlaceName, looked: number) => void;
}

/** Searches every place, one after the other: what one finds by the body, the next ones know by its id. */
export async function findEverywhere(
  { places, entries, waiting }: OpenPurge,
  sought: Sought,
  { sources, tenant, now, tell }: Where,
): Promise<Findings> {
  const known = new Set<string>();
  const found: Finding[] = [];
  for (const { name, find } of places) {
    const search = { sought, sources, tenant, known: new Set(known), tell: (looked: number) => tell(name, looked) };
    const finding = await find(search);
    found.push({ ...finding, place: name });
    for (const { source, id } of finding.events) known.add(ledgerKey(source, id));
  }
  const items = [...(await entries([...known])).values()];
  const onTheirWay = items.filter((entry) => isOnItsWay(entry, now)).length;
  return { found, events: known.size, onTheirWay, waiting: await waiting() };
}
