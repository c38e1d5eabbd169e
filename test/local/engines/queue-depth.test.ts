import type { Message, Queue } from '../../../local/engines/fauxqs-parts.ts';
import { queueDepth } from '../../../local/engines/queue-depth.ts';

const NOW = 1_000_000;

const message = (ageSeconds: number, delayUntil?: number) =>
  ({ sentTimestamp: NOW - ageSeconds * 1000, delayUntil }) as Message;
const hidden = (ageSeconds: number, until: number) => ({
  message: message(ageSeconds),
  receiptHandle: '',
  visibilityDeadline: until,
});

const empty: Pick<Queue, 'name' | 'messages' | 'delayedMessages' | 'fifoMessages' | 'inflightMessages'> = {
  name: 'work',
  messages: [],
  delayedMessages: [],
  fifoMessages: new Map(),
  inflightMessages: new Map(),
};

test('messages are visible or hidden, and the oldest of both tells the age', () => {
  const depth = queueDepth(
    {
      ...empty,
      messages: [message(5), message(3)],
      fifoMessages: new Map([['a', [message(2)]]]),
      inflightMessages: new Map([
        ['one', hidden(9, NOW + 1)],
        ['two', hidden(4, NOW - 1)],
      ]),
    },
    NOW,
  );
  expect(depth).toEqual({ name: 'work', visible: 4, notVisible: 1, oldestSeconds: 9 });
});

test('a message that is delayed is not there yet, and an empty queue has no age', () => {
  const delayed = [message(1, NOW + 1), message(1, NOW)];
  expect(queueDepth({ ...empty, delayedMessages: delayed }, NOW)).toMatchObject({ visible: 1, oldestSeconds: 1 });
  expect(queueDepth(empty, NOW)).toEqual({ name: 'work', visible: 0, notVisible: 0, oldestSeconds: 0 });
});
