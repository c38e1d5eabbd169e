import { setTimeout } from 'node:timers/promises';
import { openTries } from '../../../../lambda/aws/http/tries.ts';

const failure = (more: object = {}) =>
  Object.assign(new Error('broken'), { $metadata: { httpStatusCode: 503 }, ...more });
const inAMoment = { $response: { statusCode: 503, headers: { 'x-amz-retry-after': '300' } } };

beforeAll(() => {
  jest.spyOn(Math, 'random').mockReturnValue(0);
});
afterAll(() => jest.restoreAllMocks());

test('what fails at last says how often it was tried, and keeps what it said before', async () => {
  const seen: number[] = [];
  const error = failure();
  const call = openTries(3)(async (attempt) => {
    seen.push(attempt);
    throw error;
  }, undefined);
  await expect(call).rejects.toBe(error);
  expect(seen).toEqual([1, 2, 3]);
  expect(error.$metadata).toEqual({ httpStatusCode: 503, attempts: 3 });
});

test('a caller who gives up during a pause waits for it no longer, and hears his own reason', async () => {
  const caller = new AbortController();
  let tries = 0;
  const call = openTries(3)(async () => {
    tries++;
    throw failure(inAMoment);
  }, caller.signal);
  await setTimeout(20);
  caller.abort(new Error('no time left'));
  await expect(call).rejects.toThrow('no time left');
  expect(tries).toBe(1);
});

test('a caller who has given up asks for nothing', async () => {
  const call = openTries(3)(async () => 'answer', AbortSignal.abort(new Error('no time left')));
  await expect(call).rejects.toThrow('no time left');
});

test('a service that fails and fails is tried again ever less, until it succeeds', async () => {
  const tries = openTries(2);
  const attemptsOf = async () => {
    let attempts = 0;
    await tries(async (attempt) => {
      attempts = attempt;
      throw failure();
    }, undefined).catch(() => undefined);
    return attempts;
  };
  let calls = 0;
  while ((await attemptsOf()) === 2) calls++;
  expect(calls).toBeGreaterThan(10);
  for (let success = 0; success < 20; success++) await tries(async () => 'answer', undefined);
  expect(await attemptsOf()).toBe(2);
});
