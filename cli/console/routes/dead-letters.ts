import { inParallel } from '../../../core/in-parallel.ts';
import { openDesk } from '../../dead-letters/desk.ts';
import { letterFilter } from '../../dead-letters/letter-options.ts';
import { scanLetters } from '../../dead-letters/scan-letters.ts';
import { knownReceiver, receiversOf } from '../../known-processor.ts';
import type { DeadLetter, DeadLetterQueue } from '../api.ts';
import { required } from '../asked.ts';
import type { Route } from '../route.ts';

const AT_ONCE = 8;
const MOST_SHOWN = 500;

/** How many dead letters each processor has. Nothing is taken in hand for it. */
export const deadLetterQueues: Route = {
  method: 'GET',
  path: 'dead-letter-queues',
  answer: (_, { deployment, webhooks, signal }) =>
    inParallel(receiversOf(webhooks()), AT_ONCE, async (receiver): Promise<DeadLetterQueue> => {
      const { contents, queueUrl, deadLetterQueueUrl } = await openDesk(deployment, receiver, signal);
      const [queue, dead] = await Promise.all([contents.count(queueUrl), contents.count(deadLetterQueueUrl)]);
      return {
        processor: receiver.name,
        count: dead.visible + dead.held,
        waiting: queue.visible + queue.held,
        redrive: receiver.redrive ?? 'safe',
      };
    }),
};

/** The dead letters of one processor, the newest first. */
export const deadLetters: Route = {
  method: 'GET',
  path: 'dead-letters',
  async answer(asked, { deployment, webhooks, signal }): Promise<DeadLetter[]> {
    const receiver = knownReceiver(webhooks(), required(asked, 'processor'));
    const desk = await openDesk(deployment, receiver, signal);
    const { wanted, others } = await scanLetters(desk, letterFilter({}), () => undefined);
    return [...wanted, ...others]
      .sort((left, right) => right.at - left.at)
      .slice(0, MOST_SHOWN)
      .map(({ facts, messageId, at, attempts, error }) => ({
        processor: receiver.name,
        message: messageId,
        ...(facts && { source: facts.source, type: facts.type, id: facts.id }),
        at: new Date(at).toISOString(),
        ...(attempts !== undefined && { attempts }),
        error,
      }));
  },
};
