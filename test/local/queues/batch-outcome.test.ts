import { failedMessages } from '../../../local/queues/batch-outcome.ts';

const batch = ['a', 'b', 'c'];

test.each(['', 'null', '{}', '{"batchItemFailures":[]}', '{"batchItemFailures":null}', '"text"'])(
  'takes %j for a success of the whole batch',
  (payload) => {
    expect(failedMessages(payload, batch)).toEqual(new Set());
  },
);

test('takes the named messages for failed, and the others for done', () => {
  expect(failedMessages('{"batchItemFailures":[{"itemIdentifier":"b"}]}', batch)).toEqual(new Set(['b']));
});

test.each([
  '{"batchItemFailures":[{"itemIdentifier":""}]}',
  '{"batchItemFailures":[{"itemIdentifier":null}]}',
  '{"batchItemFailures":[{"itemIdentifier":"nobody"}]}',
  '{"batchItemFailures":[{"messageId":"b"}]}',
  '{"batchItemFailures":["b"]}',
  '{"batchItemFailures":"b"}',
  'no JSON',
])('takes the whole batch for failed after %j', (payload) => {
  expect(failedMessages(payload, batch)).toBe('all');
});
