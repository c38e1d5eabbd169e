/** Names of resources that handlers and operators derive instead of being told: 100 queue URLs do not fit a Lambda's environment. */

/** SQS allows 80 characters. */
export const LONGEST_QUEUE_NAME = 80;

/** What every queue of a stack starts with. */
export const queuePrefix = (stack: string) => `${stack}-`;

export const queueName = (stack: string, processor: string) => queuePrefix(stack) + processor;

/** What the name of a dead-letter queue adds to that of its queue. */
export const DEAD_LETTER_SUFFIX = '-dead-letter';

export const deadLetterQueueName = (stack: string, processor: string) =>
  queueName(stack, processor) + DEAD_LETTER_SUFFIX;

/** What every secret of a stack starts with. */
export const secretPrefix = (stack: string) => `${stack}/`;

export const secretName = (stack: string, source: string) => secretPrefix(stack) + source;

/** The ledger's index of events by source and time. */
export const LEDGER_INDEX = 'by-source-and-time';
