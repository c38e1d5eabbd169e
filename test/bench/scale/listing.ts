import { openEventIndex } from '../../../cli/console/event-index.ts';
import { listViews, type Wanted } from '../../../cli/events/list-views.ts';
import { openLedger } from '../../../lambda/aws/ledger.ts';
import { openLedgerEvents } from '../../../lambda/aws/ledger-events.ts';
import { startDynalite } from '../../../local/engines/dynalite-engine.ts';

import { median } from '../median.ts';
import { type CountingEndpoint, type Counts, countingEndpoint } from './counting-endpoint.ts';
import { fillLedger, receivedAt, SOURCES, TABLE } from './fill-ledger.ts';

/** What `breakwater events list` shows unless it is told otherwise. */
const LIMIT = 20;

const TURNS = 5;

/** What a look into the ledger took. */
export interface Look extends Counts {
  readonly milliseconds: number;
}

/** What one looks for, and how. */
type Looks = Readonly<Record<string, () => Promise<unknown>>>;

/** Looks into a ledger of so many events, which is filled up to that. */
export async function lookInto(folder: string, before: number, size: number): Promise<ReadonlyMap<string, Look>> {
  await fillLedger(folder, before, size);
  const endpoint = await countingEndpoint(await startDynalite(folder));
  const taken = new Map<string, Look>();
  try {
    for (const [name, look] of Object.entries(looksAt(endpoint, size))) taken.set(name, await take(look, endpoint));
  } finally {
    await endpoint.close();
  }
  return taken;
}

function looksAt({ aws }: CountingEndpoint, size: number): Looks {
  const events = openLedgerEvents(TABLE, aws);
  const ledger = openLedger(TABLE, aws);
  const list = (wanted: Omit<Wanted, 'limit'>, sources: readonly string[] = SOURCES) =>
    listViews({ events, sources, isTenants: undefined }, { ...wanted, limit: LIMIT }, () => undefined);
  return {
    'the newest': () => list({}),
    'of one source': () => list({}, ['stripe']),
    'of one type in ten': () => list({ type: '*-3' }),
    'of the last minute': () => list({ since: receivedAt(size - 300) }),
    'with the status done': () => list({ status: 'done' }),
    'with a status that only the oldest have': () => list({ status: 'failed' }),
    'one, by its id': () => ledger.read('stripe', 'evt_0'),
    "the console's index": () => fillIndex(events),
  };
}

/** Opens the console's index, which reads on in the background, and waits until it has read what it keeps. */
async function fillIndex(ledger: ReturnType<typeof openLedgerEvents>): Promise<void> {
  const closing = new AbortController();
  const { signal } = closing;
  const index = openEventIndex({ ledger, sources: () => SOURCES, pauseMs: 60_000, recheckMs: 60_000, signal });
  await index.opened();
  while (index.isFilling()) await new Promise((resolve) => setTimeout(resolve, 20));
  closing.abort();
}

async function take(look: () => Promise<unknown>, endpoint: CountingEndpoint): Promise<Look> {
  endpoint.take();
  const milliseconds: number[] = [];
  let counts: Counts = { calls: 0, items: 0 };
  // One that takes seconds tells enough the first time.
  while (milliseconds.length < TURNS && (milliseconds[0] ?? 0) < 2000) {
    const before = performance.now();
    await look();
    milliseconds.push(performance.now() - before);
    counts = endpoint.take();
  }
  return { ...counts, milliseconds: median(milliseconds) };
}
