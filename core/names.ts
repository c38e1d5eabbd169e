/** Names of resources that handlers and operators derive instead of being told: 100 queue URLs do not fit a Lambda's environment. */

/** SQS allows 80 characters. */
export const LONGEST_QUEUE_NAME = 80;

/** The longest name of a source or processor: what AWS adds to it has room then. */
export const LONGEST_NAME = 48;

const NAME = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;

/** Whether a source or a processor can be called so. */
export const isName = (text: string) => text.length <= LONGEST_NAME && NAME.test(text);

/** What every queue of a stack starts with. */
export const queuePrefix = (stack: string) => `${stack}-`;

/** How the name of a FIFO queue has to end. */
export const FIFO_SUFFIX = '.fifo';

/** A queue's name after the stack's prefix. */
export const queueSuffix = (processor: string, isFifo = false) => (isFifo ? processor + FIFO_SUFFIX : processor);

export const queueName = (stack: string, processor: string, isFifo = false) =>
  queuePrefix(stack) + queueSuffix(processor, isFifo);

/** What the name of a dead-letter queue adds to that of its queue; of a FIFO queue, before its ending. */
export const DEAD_LETTER_SUFFIX = '-dead-letter';

export const deadLetterQueueName = (stack: string, processor: string, isFifo = false) =>
  queueName(stack, processor + DEAD_LETTER_SUFFIX, isFifo);

/** What every secret of a stack starts with. */
export const secretPrefix = (stack: string) => `${stack}/`;

export const secretName = (stack: string, source: string) => secretPrefix(stack) + source;

/** The ledger's index of events by source and time. */
export const LEDGER_INDEX = 'by-source-and-time';

/** The name of the secret with which a source's provider is asked what it sent, after the stack's prefix. No source has a slash in its name. */
export const apiSecretOf = (source: string) => `${source}/api`;

/** Whether the name of a secret, after the stack's prefix, is that of a credential instead of a source's. */
export const isApiSecret = (name: string) => name.endsWith('/api');

/** Where the template says which sources have tenants, whose secrets are no part of it: in the verifier's metadata. */
export const TENANTS_METADATA = 'breakwater:tenants';
