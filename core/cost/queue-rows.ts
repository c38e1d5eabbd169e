import type { Webhooks } from '../configuration.ts';
import { isOrdered } from '../queue-place.ts';
import { archiveRuns } from './function-rows.ts';
import type { Inventory } from './inventory.ts';
import { type CostRow, row } from './row.ts';
import type { Traffic } from './traffic.ts';
import { type ProcessorVolume, SECONDS_A_MONTH, type Volume } from './volume.ts';

/** SQS bills a call for each 64 KB that it carries. */
const CHUNK_BYTES = 65_536;

/** Lambda begins with five pollers for a queue, which wait for up to 20 s each. https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html */
const EMPTY_RECEIVES = (5 * SECONDS_A_MONTH) / 20;

/** A call deletes up to ten messages. */
const DELETED_AT_ONCE = 10;

/** What the queues cost: sends, Lambda's receives and deletes, and its looking when there is nothing. */
export function queueRows(inventory: Inventory, webhooks: Webhooks, traffic: Traffic, volume: Volume): CostRow[] {
  const used = Object.entries(volume.processors).map(([name, processor]) => ({
    ...callsOf(processor, volume, traffic.batch),
    isFifo: isOrdered({ orderedBy: webhooks.processors[name]?.orderedBy }),
    isFair: webhooks.processors[name]?.fairBy !== undefined,
  }));
  const standard = used.filter(({ isFifo }) => !isFifo);
  const fifo = used.filter(({ isFifo }) => isFifo);
  const fair = used.filter(({ isFair }) => isFair);
  const { polledQueues, archive } = inventory;
  return [
    ...row('variable', 'SQS', 'sends', sum(standard, 'sends'), 'standardQueue'),
    ...row('variable', 'SQS', 'receives, deletes', sum(standard, 'others'), 'standardQueue'),
    ...row('variable', 'SQS', 'sends (FIFO)', sum(fifo, 'sends'), 'fifoQueue'),
    ...row('variable', 'SQS', 'receives, deletes (FIFO)', sum(fifo, 'others'), 'fifoQueue'),
    ...row('variable', 'SQS', 'turns', sum(fair, 'sends') + sum(fair, 'others'), 'fairQueue'),
    ...(archive ? archiveCalls(volume) : []),
    ...row('fixed', 'SQS', 'looking at empty queues', polledQueues.standard * EMPTY_RECEIVES, 'standardQueue'),
    ...row('fixed', 'SQS', 'looking at empty queues (FIFO)', polledQueues.fifo * EMPTY_RECEIVES, 'fifoQueue'),
  ];
}

interface Calls {
  readonly sends: number;
  readonly others: number;
}

const sum = (calls: readonly Calls[], kind: keyof Calls) => calls.reduce((total, each) => total + each[kind], 0);

function callsOf(
  { events, attempts, deadLetters, invocations }: ProcessorVolume,
  volume: Volume,
  batch: number,
): Calls {
  const message = chunks(volume.messageBytes);
  return {
    sends: (events + deadLetters) * message,
    // An attempt that fails hides its message, and the last one of an event deletes it.
    others:
      invocations * chunks(batch * volume.messageBytes) +
      events / Math.min(batch, DELETED_AT_ONCE) +
      (attempts - events),
  };
}

function archiveCalls(volume: Volume): CostRow[] {
  const { wanted, messageBytes } = volume;
  const receives = Math.max(archiveRuns(volume), (wanted * messageBytes) / CHUNK_BYTES, wanted / DELETED_AT_ONCE);
  return [
    ...row('variable', 'SQS', 'sends: archive', wanted * chunks(messageBytes), 'standardQueue'),
    ...row('variable', 'SQS', 'receives, deletes: archive', receives + wanted / DELETED_AT_ONCE, 'standardQueue'),
  ];
}

const chunks = (bytes: number) => Math.max(1, Math.ceil(bytes / CHUNK_BYTES));
