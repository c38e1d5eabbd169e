import { readArn } from '../../core/arn.ts';
import type { ProcessorEnvironment } from '../../core/environment.ts';
import { FIFO_SUFFIX } from '../../core/names.ts';
import type { Blueprint, Engines } from '../resources/resource-type.ts';

/** The variable that says what a function hands events over to. */
const TARGET: keyof ProcessorEnvironment = 'TARGET_ARN';

const LARGEST_MESSAGE = 1_048_576;

/**
 * Creates the queues that events are handed over to and that are not of the template, and says of other targets what becomes
 * of what they get.
 * @param queueNames - those of the template
 */
export function bringUpTargets({ functions }: Blueprint, { queues, report }: Engines, queueNames: Set<string>): void {
  const arns = [...functions.values()].flatMap(({ environment }) => environment[TARGET] ?? []);
  const own = new Set([...functions.values()].map(({ arn }) => arn));
  for (const arn of new Set(arns)) {
    const { service, resource } = readArn(arn);
    if (service === 'sqs' && !queueNames.has(resource)) {
      const isFifo = resource.endsWith(FIFO_SUFFIX);
      queues.putQueue(resource, { MaximumMessageSize: String(LARGEST_MESSAGE), ...(isFifo && { FifoQueue: 'true' }) });
      report({ kind: 'progress', text: `queue ${resource} stands in for ${arn}` });
    } else if (service !== 'sqs' && !own.has(arn))
      report({ kind: 'progress', text: `${arn} is in AWS only: what is handed over to it is noted in the log` });
  }
}
