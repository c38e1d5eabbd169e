import type { Source } from '../../core/configuration.ts';
import { boundedId, ledgerKey } from '../../core/ledger-item.ts';
import type { SentEvent, Surveyed } from '../../core/reconciliation/missing.ts';
import { fetchedFromProvider } from '../../core/verify.ts';
import type { LedgerEvents } from '../aws/ledger-events.ts';
import { errorText, type Log } from '../log.ts';
import { type TakeInParts, takeIn } from '../verifier/take-in.ts';
import { ProviderLimit, ProviderRefusal } from './patient-http.ts';
import type { ProviderApi } from './provider-api.ts';

export interface RecoverParts {
  readonly source: Source;
  readonly api: ProviderApi;
  readonly read: LedgerEvents['read'];
  /** The path of an event that was verified. */
  readonly path: Omit<TakeInParts, 'onChangedBody'>;
  readonly now: () => number;
  readonly wait: (milliseconds: number) => Promise<void>;
  readonly log: Log;
  /** Nothing is begun once this says so. */
  readonly isOver: () => boolean;
  /** Is called before each event. */
  readonly onStep?: (() => Promise<void>) | undefined;
  /** What the events that are taken in have in the place of a request's id. */
  readonly run: string;
  /** Is told how many events are done with. */
  readonly onDone?: ((done: number) => void) | undefined;
}

/** What became of an event that was missing. */
export type Recovery =
  /** The ledger has it, and its queues do. */
  | 'recovered'
  /** The provider agreed to send it again, but it has not come yet. */
  | 'requested'
  /** It cannot be recovered, now or later: the provider, or we, cannot handle it. */
  | 'given-up'
  | 'failed'
  /** There was no time for it, or the provider's limit is reached. */
  | 'left';

export interface Recovered {
  readonly event: Surveyed;
  readonly recovery: Recovery;
}

export interface Recoveries {
  readonly recovered: readonly Recovered[];
  readonly limitedUntil?: number | undefined;
}

/** Who fails so often in a row will fail the next time too. */
const MOST_FAILURES = 3;

/**
 * GitHub asks whoever sends many requests that change something to leave a second between them, and counts about 80 a
 * minute. https://docs.github.com/rest/using-the-rest-api/best-practices-for-using-the-rest-api#pause-between-mutative-requests
 */
const AT_ONCE = 60;
const PAUSE_MS = 1000;

/** Recovers events one after the other, the oldest first. */
export async function recover(missing: readonly Surveyed[], parts: RecoverParts): Promise<Recoveries> {
  const queue = [...missing].sort((left, right) => left.firstAt - right.firstAt);
  const recovered: Recovered[] = [];
  let failures = 0;
  let limitedUntil: number | undefined;
  for (const [index, event] of queue.entries()) {
    if (limitedUntil !== undefined || failures >= MOST_FAILURES || parts.isOver()) {
      recovered.push({ event, recovery: 'left' });
      continue;
    }
    await parts.onStep?.();
    if (parts.api.sendAgain && index >= AT_ONCE) await parts.wait(PAUSE_MS);
    const recovery = await recoverOne(event, parts);
    if (recovery instanceof ProviderLimit) limitedUntil = recovery.until;
    recovered.push({ event, recovery: recovery instanceof ProviderLimit ? 'left' : recovery });
    failures = recovery === 'failed' ? failures + 1 : 0;
    parts.onDone?.(index + 1);
  }
  return { recovered: await awaitArrivals(recovered, parts), limitedUntil };
}

async function recoverOne(event: SentEvent, parts: RecoverParts): Promise<Recovery | ProviderLimit> {
  const { api, log } = parts;
  const facts = { event: event.id, type: event.type };
  try {
    const recovery = api.sendAgain ? await askFor(event, api.sendAgain) : await bringIn(event, parts);
    if (recovery === 'given-up') log.error('cannot be recovered', facts);
    return recovery;
  } catch (error) {
    if (error instanceof ProviderLimit) return error;
    // A wrong credential fails for all of them.
    if (error instanceof ProviderRefusal) throw error;
    log.error('not recovered', { ...facts, error: errorText(error) });
    return 'failed';
  }
}

const askFor = async (event: SentEvent, sendAgain: NonNullable<ProviderApi['sendAgain']>): Promise<Recovery> =>
  (await sendAgain(event)) ? 'requested' : 'given-up';

async function bringIn({ delivery }: SentEvent, { source, path, now, run }: RecoverParts): Promise<Recovery> {
  if (!delivery) return 'given-up';
  const received = { receivedAt: now(), requestId: run };
  const { outcome } = await takeIn(source, fetchedFromProvider(delivery), received, path);
  if (outcome === 'accepted' || outcome === 'duplicate') return 'recovered';
  return outcome === 'unavailable' ? 'failed' : 'given-up';
}

const ARRIVAL_MS = 20_000;
const LOOK_EVERY_MS = 500;

/** What is sent again comes in at the front door, a moment later. */
async function awaitArrivals(all: readonly Recovered[], parts: RecoverParts): Promise<readonly Recovered[]> {
  const keyOf = ({ event }: Recovered) => ledgerKey(parts.source.name, boundedId(event.id));
  const arrived = new Set<string>();
  const giveUpAt = parts.now() + ARRIVAL_MS;
  for (;;) {
    const awaited = all.filter((one) => one.recovery === 'requested' && !arrived.has(keyOf(one)));
    if (awaited.length === 0) break;
    for (const key of (await parts.read(awaited.map(keyOf))).keys()) arrived.add(key);
    if (parts.now() >= giveUpAt || parts.isOver()) break;
    if (awaited.some((one) => !arrived.has(keyOf(one)))) await parts.wait(LOOK_EVERY_MS);
  }
  return all.map((one) => (arrived.has(keyOf(one)) ? { ...one, recovery: 'recovered' } : one));
}
