import { ARCHIVE } from '../../core/archive.ts';
import { type EventStatus, eventStatus, processorsOf } from '../../core/event-status.ts';
import type { LedgerEntry } from '../../core/ledger-item.ts';

/** An event as `--json` prints it: other tools read this. */
export interface EventView {
  readonly source: string;
  /** Absent of a source without tenants. */
  readonly tenant?: string;
  readonly id: string;
  readonly type: string;
  readonly provider: string;
  /** When it happened, as the provider says; RFC 3339, like every time here. */
  readonly time: string;
  readonly receivedAt: string;
  readonly processors: Readonly<Record<string, ProcessorView>>;
  /** Whether the archive has it; absent where there was none when it came. */
  readonly archive?: EventStatus;
}

export interface ProcessorView {
  readonly status: EventStatus;
  /** How many attempts have been started. */
  readonly attempts: number;
  /** When the next attempt may start, of an event that is retried. */
  readonly retryAt?: string;
  /** What went wrong, the latest last. */
  readonly failures: readonly { readonly attempt: number; readonly at: string; readonly error: string }[];
}

/**
 * The view of an entry of the ledger.
 * @param now - milliseconds since 1970
 */
export function eventView(entry: LedgerEntry, now: number): EventView {
  const { pk, tenant, type, provider, time, receivedAt } = entry;
  // Names of sources hold no `#`, ids may.
  const end = pk.indexOf('#');
  const processors = processorsOf(entry).map((name) => [name, processorView(entry, name, now)]);
  return {
    source: pk.slice(0, end),
    ...(tenant !== undefined && { tenant }),
    id: pk.slice(end + 1),
    type,
    provider,
    time,
    receivedAt,
    processors: Object.fromEntries(processors),
    ...(entry.targets.includes(ARCHIVE) && { archive: eventStatus(entry.custody.get(ARCHIVE), now) }),
  };
}

/** Whether nothing more will happen to the event by itself. */
export const isSettled = ({ processors }: EventView) =>
  Object.values(processors).every(({ status }) => status === 'done' || status === 'failed');

function processorView({ custody }: LedgerEntry, processor: string, now: number): ProcessorView {
  const held = custody.get(processor);
  return {
    status: eventStatus(held, now),
    attempts: held?.attempts ?? 0,
    ...(held?.state === 'retry' && { retryAt: new Date(held.until).toISOString() }),
    failures: (held?.failures ?? []).map(({ attempt, at, error }) => ({
      attempt,
      at: new Date(at).toISOString(),
      error,
    })),
  };
}
