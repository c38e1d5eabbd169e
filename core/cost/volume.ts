import type { Webhooks } from '../configuration.ts';
import { MOST_KEPT_A_MINUTE } from '../quarantine.ts';
import { isOrdered } from '../queue-place.ts';
import { invocationMs } from './billed-ms.ts';
import type { Inventory } from './inventory.ts';
import { processorsOf, sharesOf, type Traffic } from './traffic.ts';
import { CALLS, ENVELOPE_BYTES, LEDGER_BYTES } from './usage.ts';

/** As AWS counts: a year has 8,760 hours. */
export const HOURS_A_MONTH = 730;
export const SECONDS_A_MONTH = HOURS_A_MONTH * 3600;

/** How often things happen in a month. */
export interface Volume {
  readonly requests: number;
  /** Events that go to at least one processor. */
  readonly wanted: number;
  readonly duplicates: number;
  readonly ignored: number;
  readonly refused: number;
  /** Refused requests that are kept. */
  readonly kept: number;
  /** By name. */
  readonly processors: Readonly<Record<string, ProcessorVolume>>;
  /** KB written to the ledger's table, as DynamoDB counts them: each write is of whole KB. */
  readonly ledgerWrites: number;
  /** The bytes of a message, as it lies on a queue. */
  readonly messageBytes: number;
  /** The body is not in its message. */
  readonly isClaimCheck: boolean;
}

export interface ProcessorVolume {
  readonly events: number;
  readonly attempts: number;
  readonly deadLetters: number;
  readonly invocations: number;
  /** What Lambda bills for each of them. */
  readonly invocationMs: number;
}

/** How often things happen when such traffic comes to what is deployed. */
export function volumeOf(inventory: Inventory, webhooks: Webhooks, traffic: Traffic): Volume {
  const { eventsPerMonth, bodyKb, duplicates, refused: refusedShare } = traffic;
  const streams = streamsOf(webhooks, traffic);
  const wanted = streams.reduce((sum, { events }) => sum + events, 0);
  const refused = eventsPerMonth * refusedShare;
  const mostKept = MOST_KEPT_A_MINUTE * HOURS_A_MONTH * 60 * Object.keys(webhooks.sources).length;
  const kept = Math.min(refused, mostKept);
  const bytes = bodyKb * 1024 + ENVELOPE_BYTES;
  const isClaimCheck = bytes > inventory.claimCheckKb * 1024;
  return {
    requests: eventsPerMonth * (1 + duplicates) + refused,
    wanted,
    duplicates: wanted * duplicates,
    ignored: (eventsPerMonth - wanted) * (1 + duplicates),
    refused,
    kept,
    processors: Object.fromEntries(
      Object.entries(inventory.processors).map(([name, size]) => {
        const { batch, workMs } = traffic;
        const ms = invocationMs(size, batch, workMs, isOrdered({ orderedBy: webhooks.processors[name]?.orderedBy }));
        return [name, { ...processorVolume(name, inventory, streams, traffic), invocationMs: ms }];
      }),
    ),
    ledgerWrites: kept + streams.reduce((sum, stream) => sum + stream.events * writesOf(stream, inventory, traffic), 0),
    messageBytes: isClaimCheck ? ENVELOPE_BYTES : bytes,
    isClaimCheck,
  };
}

/** Events of one source, and who gets them. */
interface Stream {
  readonly events: number;
  readonly processors: readonly string[];
}

const streamsOf = (webhooks: Webhooks, { eventsPerMonth, ignored, sources }: Traffic): Stream[] =>
  Object.entries(sharesOf(webhooks, sources))
    .map(([source, share]) => ({
      events: eventsPerMonth * share * (1 - ignored),
      processors: processorsOf(webhooks, source),
    }))
    .filter(({ processors }) => processors.length > 0);

/** Every attempt of an event that is given up counts. */
const attemptsEach = (name: string, { processors }: Inventory, { retries, deadLetters }: Traffic) =>
  1 + retries + deadLetters * ((processors[name]?.maxAttempts ?? 1) - 1);

function processorVolume(name: string, inventory: Inventory, streams: readonly Stream[], traffic: Traffic) {
  const events = streams
    .filter(({ processors }) => processors.includes(name))
    .reduce((sum, stream) => sum + stream.events, 0);
  const attempts = events * attemptsEach(name, inventory, traffic);
  return { events, attempts, deadLetters: events * traffic.deadLetters, invocations: attempts / traffic.batch };
}

/** KB written for one event: its record and the index's entries, what refuses a duplicate, and what consumers write. */
function writesOf({ processors }: Stream, inventory: Inventory, traffic: Traffic): number {
  const { archive, ledger } = inventory;
  const states = processors.length + (archive ? 1 : 0);
  const record = wholeKb(LEDGER_BYTES.item);
  const changed = wholeKb(LEDGER_BYTES.item + states * LEDGER_BYTES.custody);
  const attempts = processors.reduce((sum, name) => sum + attemptsEach(name, inventory, traffic), 0);
  return (
    record * CALLS.record +
    ledger.indexes * wholeKb(LEDGER_BYTES.entry) +
    changed * CALLS.duplicate * traffic.duplicates +
    changed * (CALLS.attempt * attempts + (archive ? 1 : 0))
  );
}

export const wholeKb = (bytes: number) => Math.ceil(bytes / 1024);
