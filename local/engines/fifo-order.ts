import type { Message, Queue, ReceivedByFauxqs } from './fauxqs-parts.ts';

/**
 * Makes a FIFO queue of fauxqs 2.4.1 hand out messages as SQS documents it. By itself it gives one message of a group
 * at a time, and puts several that come back into the order in which they do.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/FIFO-queues-understanding-logic.html
 */
export function keepOrder(queue: Queue): Queue {
  const processTimers = queue.processTimers.bind(queue);
  const changeVisibility = queue.changeVisibility.bind(queue);
  queue.processTimers = () => {
    const before = queue.inflightMessages.size;
    processTimers();
    if (queue.inflightMessages.size !== before) sortGroups(queue);
  };
  queue.changeVisibility = (receiptHandle, seconds) => {
    changeVisibility(receiptHandle, seconds);
    if (seconds === 0) sortGroups(queue);
  };
  queue.dequeueFifo = (most, seconds, resolve) => {
    queue.processTimers();
    const received: ReceivedByFauxqs[] = [];
    for (const [group, messages] of [...queue.fifoMessages]) {
      if (received.length === most) break;
      if (queue.fifoLockedGroups.has(group)) continue;
      received.push(...take(queue, messages, most - received.length, { seconds, resolve }));
      // The next call begins with another group, so that a long one does not keep the others waiting.
      queue.fifoMessages.delete(group);
      if (messages.length > 0) queue.fifoMessages.set(group, messages);
    }
    return received;
  };
  return queue;
}

interface Taking {
  readonly seconds: number | undefined;
  readonly resolve: (arn: string) => Queue | undefined;
}

/** Takes messages of one group, in order. None of it is handed out again while one of them is out. */
function take(queue: Queue, messages: Message[], most: number, { seconds, resolve }: Taking): ReceivedByFauxqs[] {
  const { RedrivePolicy, VisibilityTimeout } = queue.attributes;
  const { maxReceiveCount = Number.POSITIVE_INFINITY, deadLetterTargetArn } = JSON.parse(RedrivePolicy || '{}');
  const deadLetterQueue = deadLetterTargetArn && resolve(deadLetterTargetArn);
  const received: ReceivedByFauxqs[] = [];
  while (received.length < most) {
    const message = messages.shift();
    if (!message) break;
    message.approximateReceiveCount += 1;
    message.approximateFirstReceiveTimestamp ??= Date.now();
    if (deadLetterQueue && message.approximateReceiveCount > maxReceiveCount) {
      queue.persistence?.deleteMessage(message.messageId);
      deadLetterQueue.enqueue({ ...message, sequenceNumber: deadLetterQueue.nextSequenceNumber() });
      continue;
    }
    received.push(handOut(queue, message, Date.now() + (seconds ?? Number(VisibilityTimeout)) * 1000));
  }
  return received;
}

function handOut(queue: Queue, message: Message, visibilityDeadline: number): ReceivedByFauxqs {
  const { messageId, body, md5OfBody, messageAttributes, md5OfMessageAttributes, messageGroupId: group = '' } = message;
  const receiptHandle = crypto.randomUUID();
  queue.inflightMessages.set(receiptHandle, { message, receiptHandle, visibilityDeadline });
  queue.fifoLockedGroups.set(group, (queue.fifoLockedGroups.get(group) ?? 0) + 1);
  queue.persistence?.updateMessageInflight(
    messageId,
    receiptHandle,
    visibilityDeadline,
    message.approximateReceiveCount,
  );
  return {
    MessageId: messageId,
    ReceiptHandle: receiptHandle,
    MD5OfBody: md5OfBody,
    Body: body,
    ...(md5OfMessageAttributes && { MD5OfMessageAttributes: md5OfMessageAttributes }),
    ...(Object.keys(messageAttributes).length > 0 && { MessageAttributes: messageAttributes }),
  };
}

/** The numbers are of one length, so that they sort as texts. */
function sortGroups({ fifoMessages }: Queue): void {
  for (const messages of fifoMessages.values())
    messages.sort((left, right) => ((left.sequenceNumber ?? '') < (right.sequenceNumber ?? '') ? -1 : 1));
}
