import { createHash } from 'node:crypto';
import { LONGEST_RETRY_SECONDS, retryDelay } from '../../core/backoff.ts';
import { type Claim, type Custody, claim, completed, deadLettered, released, uncounted } from '../../core/custody.ts';
import { type Envelope, eventOf } from '../../core/envelope.ts';
import { type LedgerItem, ledgerItem, ledgerKey } from '../../core/ledger-item.ts';
import { errorText } from '../log.ts';
import { figuresAtStart, figuresWhenDone } from './attempt-figures.ts';
import { deadLetter } from './dead-letter.ts';
import { loadBody } from './load-body.ts';
import { PermanentError } from './permanent-error.ts';
import type { Fate, Invocation, Message, RuntimeParts } from './runtime-parts.ts';
import { type Failed, openTransaction } from './transaction.ts';
import { bodyFilter } from './without-body.ts';

/** Each round means that another consumer of this very event moved in between. */
const MOST_CONTENTION = 10;

/** Everything about one message of one invocation. */
interface Task extends RuntimeParts {
  readonly message: Message;
  readonly invocation: Invocation;
  readonly envelope: Envelope;
  readonly item: LedgerItem;
  /** Takes out of an error's text what is not for logs. @default - nothing */
  readonly filter?: ((text: string) => string) | undefined;
}

/** Processes one message: claims the event, runs the attempt, and says what became of it. Throws what AWS throws. */
export async function processMessage(message: Message, invocation: Invocation, parts: RuntimeParts): Promise<Fate> {
  const { envelope } = message;
  if (!envelope) {
    const error = 'not an envelope of an event';
    await parts.sendToDeadLetterQueue({ body: message.body, error, attempts: 0, failures: [] }, message);
    parts.log.error('unreadable message');
    parts.count?.({ Failed: 1 });
    return 'go';
  }
  const { facts, body } = envelope;
  const log = parts.log.with({ source: facts.source, tenant: facts.tenant, event: facts.id });
  const digest = Buffer.isBuffer(body) ? createHash('sha256').update(body).digest('hex') : body.digest;
  const item = ledgerItem(facts, digest, [parts.processor], parts.now());
  const task: Task = { ...parts, log, message, invocation, envelope, item };

  const claimed = await take(task);
  switch (claimed.verdict) {
    case 'settled':
      return 'go';
    case 'keep':
      log.info('held elsewhere');
      parts.count?.({ Contended: 1 });
      return stay(task, (claimed.until - parts.now()) / 1000 + 2 * parts.random());
    case 'exhausted':
      return giveUp(task, claimed.next, new Error('the last attempt did not come to an end'));
    case 'run':
      return run(task, claimed.next);
  }
}

/** Claims the event, deciding again whenever somebody else decided first. */
async function take({ ledger, item, processor, invocation, envelope, now, maxAttempts }: Task): Promise<Claim> {
  const { id: owner, deadline } = invocation;
  let current: Custody | undefined;
  for (let round = 0; round < MOST_CONTENTION; round++) {
    const decision = claim(current, { owner, deadline, now: now(), maxAttempts, replay: envelope.facts.replay });
    if (!('next' in decision)) return decision;
    const swap = await ledger.swap(item, processor, current, decision.next);
    if (swap.taken) return decision;
    current = swap.current;
  }
  throw new Error(`the claim changed hands ${MOST_CONTENTION} times while it was taken`);
}

async function run(task: Task, held: Custody): Promise<Fate> {
  const { work, message, envelope, processor, maxAttempts, invocation, now, fetchBody } = task;
  const { source, id } = envelope.facts;
  const log = task.log.with({ processor, attempt: held.attempts });
  const startedAt = now();
  task.count?.(figuresAtStart(envelope.facts, held.attempts, startedAt));
  const transaction = openTransaction({ ...task, log }, held);
  let failure: Failed | undefined;
  let filter: Task['filter'];
  try {
    const idempotencyKey = `${ledgerKey(source, id)}#${processor}`;
    const { signal } = invocation;
    const { transact } = transaction;
    const event = eventOf(envelope.facts, await loadBody(envelope.body, fetchBody, signal), envelope.data);
    filter = bodyFilter(event);
    const context = { idempotencyKey, attempt: held.attempts, maxAttempts, signal, transact };
    await work(event, { ...context, log: log.ofProcessor(filter), message: { ...message, envelope } });
  } catch (error) {
    failure = { error };
  }
  const { settlement, unheard } = await transaction.end();
  failure ??= unheard;
  if (failure && !settlement) {
    task.count?.({ Duration: now() - startedAt });
    return fail({ ...task, log, filter }, held, failure.error);
  }
  if (failure)
    log.error('failed after its transaction', { error: errorText(failure.error, filter), done: settlement?.isDone });
  const fate = settlement?.fate ?? (await complete(task, held));
  const endedAt = now();
  log.info(fate === 'go' ? 'done' : 'done, not recorded', { ms: endedAt - startedAt });
  task.count?.(figuresWhenDone(envelope.facts, startedAt, endedAt));
  return fate;
}

/** Marks the event done, trying until the invocation ends: what is not marked will run again. */
async function complete({ ledger, item, processor, invocation, now, wait, log }: Task, held: Custody): Promise<Fate> {
  for (let pause = 50; ; pause *= 2) {
    try {
      const swap = await ledger.swap(item, processor, held, completed(held));
      return swap.taken || swap.current?.state === 'done' ? 'go' : 'stay';
    } catch (error) {
      log.warn('completing failed', { error: errorText(error) });
      if (now() + pause >= invocation.deadline) return 'stay';
      await wait(pause);
    }
  }
}

async function fail(task: Task, held: Custody, error: unknown): Promise<Fate> {
  const { ledger, item, processor, envelope, firstRetrySeconds, maxAttempts, random, now, log } = task;
  const counts = task.countsAttempt?.(envelope.facts) ?? true;
  if (error instanceof PermanentError || (counts && held.attempts >= maxAttempts)) return giveUp(task, held, error);
  const delay = retryDelay(held.attempts, firstRetrySeconds, random());
  const failure = { attempt: held.attempts, at: now(), error: errorText(error, task.filter) };
  log.warn('attempt failed', { error: failure.error, retryInSeconds: Math.round(delay) });
  task.count?.({ Retried: 1 });
  const before = counts ? held : uncounted(held);
  await ledger.swap(item, processor, held, released(before, failure, failure.at + Math.round(delay * 1000)));
  return stay(task, delay);
}

/** Hands the event to the dead-letter queue, and only then marks it failed and lets the message go. */
async function giveUp(task: Task, held: Custody, error: unknown): Promise<Fate> {
  const { ledger, item, processor, message, envelope, invocation, now, log, sendToDeadLetterQueue } = task;
  const failure = { attempt: held.attempts, at: now(), error: errorText(error, task.filter) };
  const failed = deadLettered(held, failure);
  log.error('given up', { error: failure.error });
  await sendToDeadLetterQueue(deadLetter(envelope, failed, failure.error, `redrive-${invocation.id}`), message);
  task.count?.({ Failed: 1 });
  const swap = await ledger.swap(item, processor, held, failed);
  return swap.taken ? 'go' : 'stay';
}

async function stay({ hold, message, log }: Task, seconds: number): Promise<Fate> {
  const wanted = Math.min(LONGEST_RETRY_SECONDS, Math.max(1, seconds));
  // The message comes back anyway, if only after the queue's own visibility timeout.
  await hold(message, wanted).catch((error) => log.warn('holding failed', { error: errorText(error) }));
  return 'stay';
}
