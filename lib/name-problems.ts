import type { Webhooks } from '../core/index.ts';
import { deadLetterQueueName, LONGEST_QUEUE_NAME, queueName, queuePrefix } from '../core/names.ts';
import { isOrdered } from '../core/queue-place.ts';
import { outputName } from './output-name.ts';

/**
 * The processors whose names AWS would refuse or two resources would share, a sentence each.
 * @param otherStacks - the names of the app's stacks in other stages, which may be in the same account and region
 */
export function nameProblems(
  stackName: string,
  { processors }: Webhooks,
  otherStacks: readonly string[] = [],
): string[] {
  const names = Object.keys(processors);
  return [
    ...names.filter((name) => longestNameOf(name).length > LONGEST_QUEUE_NAME).map(tooLong),
    ...names.filter((name) => names.includes(`${name}-dead-letter`)).map(alreadyItsQueue),
    ...names.flatMap(likeThoseOfOthers),
    ...names.filter((name, index) => names.map(outputName).indexOf(outputName(name)) < index).map(sameOutput),
  ];

  function longestNameOf(name: string): string {
    const processor = processors[name];
    return deadLetterQueueName(stackName, name, processor && isOrdered(processor));
  }

  function tooLong(name: string): string {
    const queue = longestNameOf(name);
    const allowed = name.length - (queue.length - LONGEST_QUEUE_NAME);
    return `processor "${name}": its dead-letter queue would be called "${queue}", which is ${queue.length} characters; SQS allows ${LONGEST_QUEUE_NAME}, which leaves ${allowed} for the processor's name in the stack "${stackName}"`;
  }

  function alreadyItsQueue(name: string): string {
    return `processor "${name}-dead-letter": the queue "${queueName(stackName, `${name}-dead-letter`)}" is the dead-letter queue of the processor "${name}"`;
  }

  /** `Webhooks` and `Webhooks-prod` in one account: what `Webhooks` names after a processor `prod-…` is also the other's. */
  function likeThoseOfOthers(name: string): string[] {
    return otherStacks
      .filter((other) => other.startsWith(queuePrefix(stackName)))
      .filter((other) => queuePrefix(queueName(stackName, name)).startsWith(queuePrefix(other)))
      .map(
        (other) =>
          `processor "${name}": its queue "${queueName(stackName, name)}" could also be one of the stack "${other}"; give the processor another name, or a stage another "stackName"`,
      );
  }

  function sameOutput(name: string): string {
    return `processor "${name}": another one is called "${outputName(name)}" in the stack's outputs too; tell them apart by more than dashes`;
  }
}
