import { DEFAULT_ARCHIVE_DAYS } from '../../core/archive.ts';
import type { Webhooks } from '../../core/configuration.ts';
import type { Forecast } from '../../core/cost/forecast.ts';
import type { Inventory } from '../../core/cost/inventory.ts';
import type { Traffic } from '../../core/cost/traffic.ts';

/** The forecast for some traffic, of the stack as it is but for this. */
export type CostOf = (traffic: Traffic, other?: Partial<Inventory>, configuration?: Webhooks) => Forecast;

type Line = readonly [what: string, dollarsPerMillion: number];

/** What a million events cost, of which what goes beyond the protocol. */
export function differences(traffic: Traffic, inventory: Inventory, costOf: CostOf) {
  const { ledger } = inventory;
  const bare: Partial<Inventory> = {
    ...notTraced(inventory),
    ledger: { indexes: 0, hasBackup: false },
    hasAccessLog: false,
  };
  const whole = costOf(traffic).perMillion;
  const rest = costOf(traffic, bare).perMillion;
  const only = (what: string, other: Partial<Inventory>): Line => [
    what,
    costOf(traffic, { ...bare, ...other }).perMillion - rest,
  ];
  const parts = [
    only('the index of events by source and time: an entry for each event, and its storage', {
      ledger: { indexes: ledger.indexes, hasBackup: false },
    }),
    only('backups of the ledger (point-in-time recovery)', { ledger: { indexes: 0, hasBackup: ledger.hasBackup } }),
    only('the access log', { hasAccessLog: inventory.hasAccessLog }),
    only('traces', { verifier: inventory.verifier }),
  ];
  return { whole, parts: parts.filter(([, dollars]) => dollars > 0), rest };
}

const notTraced = ({ verifier }: Inventory): Pick<Inventory, 'verifier'> => ({
  verifier: { ...verifier, isTraced: false },
});

/** What other choices make of a million events, in dollars more or less. */
export function variations(traffic: Traffic, inventory: Inventory, webhooks: Webhooks, costOf: CostOf): Line[] {
  const base = costOf(traffic).perMillion;
  const more = (what: string, made: Forecast): Line => [what, made.perMillion - base];
  const { verifier } = inventory;
  const archive = { ...verifier, memoryMb: 1024, retentionDays: DEFAULT_ARCHIVE_DAYS };
  const traced = costOf(traffic, { verifier: { ...verifier, isTraced: true } }).perMillion;
  return [
    more('a quiet queue: one event an invocation', costOf({ ...traffic, batch: 1 })),
    more('a busier one: ten events an invocation', costOf({ ...traffic, batch: 10 })),
    more('every event goes to all processors instead of one', costOf(traffic, {}, allToAll(webhooks))),
    more('bodies of 60 KB', costOf({ ...traffic, bodyKb: 60 })),
    more('bodies of 250 KB, which go by S3', costOf({ ...traffic, bodyKb: 250 })),
    more('10% duplicates', costOf({ ...traffic, duplicates: 0.1 })),
    more('10% of the events take a second attempt', costOf({ ...traffic, retries: 0.1 })),
    more('10% forged requests on top', costOf({ ...traffic, refused: 0.1 })),
    more("200 ms of a processor's own work", costOf({ ...traffic, workMs: 200 })),
    more('a REST API', costOf(traffic, { entrance: 'rest-api' })),
    more('a web ACL', costOf(traffic, { webAcls: [2] })),
    more('CloudFront with a web ACL', costOf(traffic, { hasCdn: true, cdnFunctions: 1, webAcls: [2] })),
    more(`the archive, ${DEFAULT_ARCHIVE_DAYS} days, as if nothing could be compressed`, costOf(traffic, { archive })),
    ['X-Ray’s traces, at 38 events a second', traced - costOf(traffic, notTraced(inventory)).perMillion],
    [
      'X-Ray’s traces, at up to one event a second',
      tracedPerMillion({ ...traffic, eventsPerMonth: 1_000_000 }, inventory, costOf),
    ],
  ];
}

const tracedPerMillion = (traffic: Traffic, inventory: Inventory, costOf: CostOf) =>
  costOf(traffic, { verifier: { ...inventory.verifier, isTraced: true } }).perMillion -
  costOf(traffic, notTraced(inventory)).perMillion;

/** The same processors, each wanting the events of every source. */
function allToAll(webhooks: Webhooks): Webhooks {
  const on = Object.fromEntries(Object.keys(webhooks.sources).map((source) => [source, ['*']]));
  const processors = Object.entries(webhooks.processors).map(
    ([name, processor]) => [name, { ...processor, on }] as const,
  );
  return { ...webhooks, processors: Object.fromEntries(processors) };
}
