import type { Custody } from '../../core/custody.ts';
import { inParallel } from '../../core/in-parallel.ts';
import { type LedgerEntry, ledgerKey } from '../../core/ledger-item.ts';
import type { LedgerEvents } from '../../lambda/aws/ledger-events.ts';
import { type Scrub, saysSomething } from '../../lambda/aws/ledger-scrub.ts';
import type { Place } from './place.ts';

const MOST_AT_ONCE = 8;

/**
 * The ledger: an event's item stays, or its next copy would be a new event. It loses what errors said; there is nothing
 * else of a body in it but its digest.
 */
export const inLedger = (events: Pick<LedgerEvents, 'read'>, scrub: Scrub): Place => ({
  name: 'ledger',
  async find({ sought, sources, known }) {
    const given = sources.flatMap((source) => sought.ids.map((id) => ledgerKey(source, id)));
    const entries = await events.read([...new Set([...known, ...given])]);
    const hits = [...entries.values()].flatMap(statesOf);
    return {
      count: new Set(hits.map(({ pk }) => pk)).size,
      looked: entries.size,
      events: [...entries.values()].map(({ pk }) => {
        const [source = '', ...id] = pk.split('#');
        return { source, id: id.join('#') };
      }),
      async remove() {
        const done = await inParallel(hits, MOST_AT_ONCE, async ({ pk, processor, state }) =>
          (await scrub(pk, processor, state)) ? pk : undefined,
        );
        return new Set(done.filter((pk) => pk !== undefined)).size;
      },
    };
  },
});

const statesOf = ({ pk, custody }: LedgerEntry) =>
  [...custody].flatMap(([processor, state]: [string, Custody]) =>
    saysSomething(state) ? [{ pk, processor, state }] : [],
  );

/** SQS keeps no message for longer. */
const ON_QUEUE_MS = 14 * 86_400_000;

/** Whether a message of the event may still lie on a queue, whose processor has to see it before it is gone. */
export const isOnItsWay = ({ targets, custody, receivedAt }: LedgerEntry, now: number): boolean =>
  now - Date.parse(receivedAt) < ON_QUEUE_MS &&
  targets.some((target) => !['done', 'failed'].includes(custody.get(target)?.state ?? ''));
