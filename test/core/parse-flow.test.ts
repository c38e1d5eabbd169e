import { ConfigurationError, parseWebhooks } from '../../core/parse-configuration.ts';

const problemsOf = (options: object): readonly string[] => {
  try {
    parseWebhooks({ sources: { stripe: {} }, processors: { work: { on: { stripe: ['*'] }, ...options } } });
    return [];
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems;
    throw error;
  }
};
const key = () => 'key';

test('keeps by what a processor is ordered, or fair', () => {
  const { processors } = parseWebhooks({
    sources: { stripe: {} },
    processors: { one: { on: { stripe: ['*'] }, orderedBy: key }, two: { on: { stripe: ['*'] }, fairBy: key } },
  });
  expect(processors).toMatchObject({ one: { orderedBy: key }, two: { fairBy: key } });
});

test.each([
  [
    'orderedBy',
    'body.id',
    'processor "work": "orderedBy" is "body.id"; it has to be a function from an event to a text or a number',
  ],
  ['fairBy', 7, 'processor "work": "fairBy" is 7; it has to be a function from an event to a text or a number'],
])('refuses %s that is no function', (option, value, problem) => {
  expect(problemsOf({ [option]: value })).toEqual([problem]);
});

test('refuses both together', () => {
  expect(problemsOf({ orderedBy: key, fairBy: key })).toEqual([
    'processor "work": "orderedBy" and "fairBy" exclude each other: an ordered queue is fair to its keys by itself',
  ]);
});

test('refuses an ordered processor whose messages SQS could give up while they wait behind others', () => {
  expect(problemsOf({ orderedBy: key, maxAttempts: 47 })).toEqual([]);
  expect(problemsOf({ orderedBy: key, maxAttempts: 48 })).toEqual([
    'processor "work": with "orderedBy", batchSize × (2 × maxAttempts + 5) is 1010; allowed: up to 1000, so lower "maxAttempts" or "batchSize"',
  ]);
  expect(problemsOf({ orderedBy: key, maxAttempts: 100, batchSize: 4 })).toEqual([]);
  expect(problemsOf({ maxAttempts: 100 })).toEqual([]);
});
