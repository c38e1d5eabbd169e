import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { AlarmRow, CompositeRow } from './alarm-row.ts';
import { throttles } from './function-alarms.ts';
import { computed, maximumOver, messagesIn, processorMetric, sumOver } from './metric-of.ts';

/** What our metrics know it by. */
export interface Counted {
  readonly stackName: string;
  readonly processor: string;
}

/** What receives events from a queue: a processor, or the archive. */
export interface Receiver extends Counted {
  readonly queue: IQueue;
  readonly queueName: string;
  readonly deadLetterQueue: IQueue;
  readonly deadLetterQueueName: string;
  readonly function: IFunction;
  readonly timeoutSeconds: number;
  /** How old a message may become on the queue while everything is well, in seconds. */
  readonly longestWaitSeconds: number;
}

/** An attempt that takes this share of its time is about to fail for it. */
const NEAR = 0.8;

/** A backlog of a few minutes is what queues are for. */
const LEAST_AGE_SECONDS = 900;

/** The alarms of everything that receives events from a queue. */
export const RECEIVER_ALARMS: readonly AlarmRow<Receiver>[] = [
  {
    name: 'dead-letter-not-empty',
    broke: 'Events were given up and wait in the dead-letter queue.',
    noticed: 'Their effects are missing until somebody redrives them, for 14 days at most. Other events are processed.',
    severity: 'page',
    metric: ({ deadLetterQueue }) => messagesIn(deadLetterQueue),
    above: () => 0,
    periods: () => 2,
    places: ({ deadLetterQueueName }) => ({ queueName: deadLetterQueueName }),
  },
  {
    name: 'function-errors',
    broke: 'Invocations end without an answer: they crash, time out or run out of memory.',
    noticed: 'Events take effect late, or not at all once their attempts are used up.',
    severity: 'page',
    metric: ({ function: handler }) => handler.metricErrors(sumOver(5)),
    above: () => 2,
    periods: () => 1,
    isCovered: true,
    rollsBack: true,
  },
  {
    name: 'oldest-message-age',
    broke: 'Events wait longer than their retries explain: fewer are processed than arrive.',
    noticed: 'What events cause comes late, and later with every minute.',
    severity: 'page',
    metric: ({ queue }) => queue.metricApproximateAgeOfOldestMessage(maximumOver(1)),
    above: ({ longestWaitSeconds }) => Math.max(LEAST_AGE_SECONDS, longestWaitSeconds),
    periods: () => 3,
    isCovered: true,
  },
  {
    name: 'duration-near-timeout',
    broke: `An invocation took over ${NEAR * 100} % of the time that it has.`,
    noticed: 'Nothing yet. Above the limit Lambda ends invocations, and their events lose an attempt.',
    severity: 'ticket',
    metric: ({ function: handler }) => handler.metricDuration(maximumOver(15)),
    above: ({ timeoutSeconds }) => timeoutSeconds * 1000 * NEAR,
    periods: () => 1,
  },
  {
    name: 'attempts-failing',
    broke: 'More than half of the attempts of a quarter of an hour failed.',
    noticed: 'Most events take effect late; they are given up after their last attempt.',
    severity: 'page',
    metric: (watched) =>
      // CloudWatch's sum takes a series without data for nothing, where `+` would give no result.
      computed(
        'IF(started > 2, 100 * SUM([retried, failed]) / started, 0)',
        {
          started: processorMetric(watched, 'Started', sumOver(15)),
          retried: processorMetric(watched, 'Retried', sumOver(15)),
          failed: processorMetric(watched, 'Failed', sumOver(15)),
        },
        sumOver(15),
      ),
    above: () => 50,
    periods: () => 1,
    isCovered: true,
  },
  throttles,
];

/** The alarms of processors besides. */
export const PROCESSOR_ALARMS: readonly AlarmRow<Counted>[] = [
  {
    name: 'processor-paused',
    broke: 'The processor has been paused for two hours, by an operator or by its failures in a row, and events wait.',
    noticed: 'Nothing of what these events cause happens until it is resumed.',
    severity: 'ticket',
    metric: (watched) => processorMetric(watched, 'Held', sumOver(60)),
    above: () => 0,
    periods: () => 2,
  },
];

/** Takes together what pages about one receiver, but for its dead letters: these may lie for days, and would hide a new outage. */
export const RECEIVER_IN_TROUBLE: CompositeRow = {
  name: 'processor-in-trouble',
  broke: 'A processor fails, or cannot keep up; the alarms that ring with this one say how.',
  noticed: 'What its events cause comes late, or not at all. Other processors are not held up.',
};
