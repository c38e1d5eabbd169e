import { mostReceives } from './backoff.ts';
import type { Processor } from './configuration.ts';
import { HELD_RECEIVES } from './flow-state.ts';

type Flow = Pick<Processor, 'orderedBy' | 'fairBy'>;
type Options = Readonly<Record<string, unknown>>;

/** What a processor can say of how events flow to it. */
export const FLOW_OPTIONS: readonly string[] = ['orderedBy', 'fairBy'];

/** SQS counts to 1000, and some of it is for pauses: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html */
const MOST_RECEIVES = 1000 - HELD_RECEIVES;

/** Checks how events flow to a processor; what is wrong is added to the problems. */
export function parseFlow(
  at: string,
  { orderedBy, fairBy }: Options,
  limits: Pick<Processor, 'maxAttempts' | 'batchSize'>,
  problems: string[],
): Flow {
  for (const [key, value] of Object.entries({ orderedBy, fairBy }))
    if (value !== undefined && typeof value !== 'function')
      problems.push(
        `${at}: "${key}" is ${JSON.stringify(value)}; it has to be a function from an event to a text or a number`,
      );
  if (orderedBy !== undefined && fairBy !== undefined)
    problems.push(`${at}: "orderedBy" and "fairBy" exclude each other: an ordered queue is fair to its keys by itself`);
  const receives = mostReceives(limits, orderedBy !== undefined);
  if (receives > MOST_RECEIVES)
    problems.push(
      `${at}: with "orderedBy", batchSize × (2 × maxAttempts + 5) is ${receives}; allowed: up to ${MOST_RECEIVES}, so lower "maxAttempts" or "batchSize"`,
    );
  return { orderedBy: orderedBy as Flow['orderedBy'], fairBy: fairBy as Flow['fairBy'] };
}
