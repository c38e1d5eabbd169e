import { hostSuffix, readArn } from '../../../core/arn.ts';
import { FIFO_SUFFIX } from '../../../core/names.ts';
import type { HandOver } from '../../forwarder/forward.ts';
import { PermanentError } from '../../runtime/permanent-error.ts';
import type { AwsOptions } from '../client-config.ts';
import { openQueues } from '../queues.ts';

/** SQS's own limit; a queue may have a lower one. https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html */
export const LARGEST_MESSAGE = 1_048_576;

/**
 * Hands events over to a queue: the envelope is the message. On a FIFO queue an event that is sent again, since nobody
 * heard the answer, is known for five minutes; one without a group has a group of its own.
 */
export function toQueue(arn: string, options: AwsOptions = {}): HandOver {
  const { region, account, resource } = readArn(arn);
  const queues = openQueues({ ...options, region });
  const url = `https://sqs.${region}.${hostSuffix(region)}/${account}/${resource}`;
  const isFifo = resource.endsWith(FIFO_SUFFIX);
  return async ({ envelope, group, identity }) => {
    const place = isFifo ? { group: group ?? `event=${identity}`, deduplicationId: identity } : { group };
    try {
      await queues.send(url, { body: envelope, ...place });
    } catch (error) {
      throw tooLong(error) ?? error;
    }
  };
}

/** A queue's own limit is not known before it refuses. */
function tooLong(error: unknown): PermanentError | undefined {
  const [, limit] = /must be shorter than (\d+) bytes/i.exec(error instanceof Error ? error.message : '') ?? [];
  return limit === undefined
    ? undefined
    : new PermanentError(
        `the queue takes messages of up to ${limit} bytes: raise its MaximumMessageSize, which may be ${LARGEST_MESSAGE}, and redrive`,
      );
}
