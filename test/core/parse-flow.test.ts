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
  expect(problemsOf({ orderedBy: key, maxAttempts: 22 })).toEqual([]);
  expect(problemsOf({ orderedBy: key, maxAttempts: 23 })).toEqual([
    'processor "work": with "orderedBy", batchSize × (2 × maxAttempts + 5) is 510; allowed: up to 500, so lower "maxAttempts" or "batchSize"',
  ]);
  expect(problemsOf({ orderedBy: key, maxAttempts: 100, batchSize: 2 })).toEqual([]);
  expect(problemsOf({ maxAttempts: 100 })).toEqual([]);
});

test('runs no more invocations at once than attempts may begin in a second, unless it is told to', () => {
  const parsed = (options: object) =>
    parseWebhooks({ sources: { stripe: {} }, processors: { work: { on: { stripe: ['*'] }, ...options } } }).processors
      .work;
  expect(parsed({ maxPerSecond: 5, pauseAfter: 8 })).toMatchObject({
    maxPerSecond: 5,
    maxConcurrency: 5,
    pauseAfter: 8,
  });
  expect(parsed({ maxPerSecond: 1 })?.maxConcurrency).toBe(2);
  expect(parsed({ maxPerSecond: 5, maxConcurrency: 50 })?.maxConcurrency).toBe(50);
});

test.each([
  ['maxPerSecond', 0.5, 'processor "work": "maxPerSecond" is 0.5; allowed: whole numbers from 1 to 500'],
  ['pauseAfter', 1, 'processor "work": "pauseAfter" is 1; allowed: whole numbers from 2 to 1000'],
])('refuses a wrong %s', (option, value, problem) => {
  expect(problemsOf({ [option]: value })).toEqual([problem]);
});
