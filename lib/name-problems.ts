import type { Webhooks } from '../core/index.ts';
import { deadLetterQueueName, LONGEST_QUEUE_NAME, queueName } from '../core/names.ts';
import { isOrdered } from '../core/queue-place.ts';
import { outputName } from './output-name.ts';

/** The processors whose names AWS would refuse or two resources would share, a sentence each. */
export function nameProblems(stackName: string, { processors }: Webhooks): string[] {
  const names = Object.keys(processors);
  return [
    ...names.filter((name) => longestNameOf(name).length > LONGEST_QUEUE_NAME).map(tooLong),
    ...names.filter((name) => names.includes(`${name}-dead-letter`)).map(alreadyItsQueue),
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

  function sameOutput(name: string): string {
    return `processor "${name}": another one is called "${outputName(name)}" in the stack's outputs too; tell them apart by more than dashes`;
  }
}
