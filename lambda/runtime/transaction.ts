import { randomUUID } from 'node:crypto';
import { type Custody, completed } from '../../core/custody.ts';
import type { TransactItem } from '../aws/transaction-writes.ts';
import type { Transacted, Transactions } from '../aws/transactions.ts';
import { errorText } from '../log.ts';
import { ClaimLost } from './claim-lost.ts';
import type { Fate, Invocation, RuntimeParts } from './runtime-parts.ts';
import { TransactionRefused } from './transaction-refused.ts';

/** Writes items of the processor's own and marks the event done, in one transaction of DynamoDB: all of it, or nothing. */
export type Transact = (items: readonly TransactItem[]) => Promise<void>;

/** What a transaction leaves to do with the event. */
export interface Settlement {
  /** Whether the event is done by it. Otherwise the claim is lost, or may be. */
  readonly isDone: boolean;
  readonly fate: Fate;
}

/** An error, whatever was thrown. */
export interface Failed {
  readonly error: unknown;
}

/** An attempt's way to be done by a transaction. */
export interface Transaction {
  readonly transact: Transact;
  /**
   * Lets no other call begin, and waits for the last one: for what it has settled, and the error that nobody heard of.
   * What is not settled is to be completed or released.
   */
  end(): Promise<{ readonly settlement?: Settlement | undefined; readonly unheard?: Failed | undefined }>;
}

type Task = Pick<RuntimeParts, 'transactions' | 'processor' | 'now' | 'random' | 'wait' | 'log'> & {
  readonly invocation: Invocation;
  readonly item: Parameters<Transactions['write']>[0]['item'];
};

/** DynamoDB knows a token for ten minutes; after nine, a repetition might be another transaction. */
const TOKEN_MS = 540_000;
const LONGEST_PAUSE_MS = 1000;

/** Opens the one transaction that an attempt may make. */
export function openTransaction(task: Task, held: Custody): Transaction {
  let running: Promise<Attempted> | undefined;
  let settlement: Settlement | undefined;
  let isOver = false;

  const begin = async (items: readonly TransactItem[]) => {
    const attempted = await write(task, held, items);
    settlement = attempted.settlement;
    running = undefined;
    return attempted;
  };
  return {
    async transact(items) {
      if (isOver) throw new Error('transact was called after the processor had returned: await it there');
      if (running || settlement)
        throw new Error('transact was called a second time: one call makes the event done, so give it all writes');
      running = begin(items);
      const { failed } = await running;
      if (failed) throw failed.error;
    },
    async end() {
      isOver = true;
      const unheard = (await running)?.failed;
      return { settlement, unheard };
    },
  };
}

interface Attempted {
  readonly settlement?: Settlement;
  readonly failed?: Failed;
}

/** Tries until it is known what became of it, or the invocation ends. */
async function write(task: Task, held: Custody, items: readonly TransactItem[]): Promise<Attempted> {
  const { transactions, processor, item, invocation, now, random, wait, log } = task;
  const change = { item, processor, expected: held, next: completed(held) };
  const token = randomUUID();
  const latest = Math.min(invocation.deadline, now() + TOKEN_MS);
  let isKnown = true;
  for (let pause = 50; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
    const tried = await transactions.write(change, items, token).catch(unknown);
    if (tried.outcome === 'unknown') isKnown = false;
    if (tried.outcome !== 'unknown' && tried.outcome !== 'busy') return attemptedBy(tried, isKnown);
    log.warn('transaction failed', { error: errorText(tried.error) });
    if (now() + pause >= latest) return failedBy(tried.error, isKnown);
    await wait(pause * (1 + random()));
  }
}

const unknown = (error: unknown) => ({ outcome: 'unknown' as const, error });

function attemptedBy(tried: Exclude<Transacted, { outcome: 'busy' }>, isKnown: boolean): Attempted {
  switch (tried.outcome) {
    case 'done':
      return { settlement: { isDone: true, fate: 'go' } };
    case 'lost': {
      const fate = tried.current?.state === 'done' ? 'go' : 'stay';
      return { settlement: { isDone: false, fate }, failed: { error: new ClaimLost() } };
    }
    case 'refused':
      return { failed: { error: new TransactionRefused(tried.refusals) } };
    case 'rejected':
      return failedBy(tried.error, isKnown);
  }
}

/** What may have been written is neither completed nor released, whatever the processor makes of the error. */
const failedBy = (error: unknown, isKnown: boolean): Attempted =>
  isKnown ? { failed: { error } } : { failed: { error }, settlement: { isDone: false, fate: 'stay' } };
