import { createHash } from 'node:crypto';
import { ARCHIVE } from '../../core/archive.ts';
import { type Custody, withFailure } from '../../core/custody.ts';
import { inParallel } from '../../core/in-parallel.ts';
import { ledgerItem } from '../../core/ledger-item.ts';
import type { Ledger } from '../aws/ledger.ts';
import type { PlannedLine } from './plan-objects.ts';

export interface NoteParts {
  readonly ledger: Pick<Ledger, 'swap'>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

export interface ArchivedLines {
  readonly lines: readonly PlannedLine[];
  /** Those of the lines that are in an object. */
  readonly written: ReadonlySet<PlannedLine>;
  /** Why the others are not. */
  readonly failure: string;
  /** The invocation. */
  readonly owner: string;
}

const NOTES_AT_ONCE = 50;

/**
 * Notes in the ledger which events are in the archive, and which are to be tried again: from then on the verifier knows
 * that their messages were had. Returns the lines that are settled: written, and noted so.
 */
export async function noteArchived(
  { lines, written, failure, owner }: ArchivedLines,
  { ledger, now }: NoteParts,
): Promise<ReadonlySet<PlannedLine>> {
  const settled = new Set<PlannedLine>();
  await inParallel(lines, NOTES_AT_ONCE, async (line) => {
    const digest = Buffer.isBuffer(line.body) ? digestOf(line.body) : line.body.digest;
    const item = ledgerItem(line.facts, digest, [ARCHIVE], now());
    const next = (before?: Custody) => nextState(before, written.has(line), failure, { owner, at: now() });
    const isNoted = await note(next, (expected, state) => ledger.swap(item, ARCHIVE, expected, state)).catch(
      () => false,
    );
    if (isNoted && written.has(line)) settled.add(line);
  });
  return settled;
}

/** There is no claim: whoever wrote the event has written it, and twice is as good as once. */
function nextState(
  before: Custody | undefined,
  isWritten: boolean,
  error: string,
  { owner, at }: { readonly owner: string; readonly at: number },
): Custody {
  const attempts = (before?.attempts ?? 0) + 1;
  const state: Custody = { state: 'done', owner, until: at, attempts, failures: before?.failures ?? [] };
  if (isWritten) return state;
  return { ...state, state: 'retry', failures: withFailure(state, { attempt: attempts, at, error }) };
}

type Write = (expected: Custody | undefined, next: Custody) => ReturnType<Ledger['swap']>;

/** Two at most know of one event at a time: the second round meets what the first one left. */
const ROUNDS = 3;

async function note(next: (before?: Custody) => Custody, write: Write): Promise<boolean> {
  let current: Custody | undefined;
  for (let round = 0; round < ROUNDS; round++) {
    const swap = await write(current, next(current));
    if (swap.taken || swap.current?.state === 'done') return true;
    current = swap.current;
  }
  return false;
}

const digestOf = (body: Buffer) => createHash('sha256').update(body).digest('hex');
