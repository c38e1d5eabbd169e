import fc from 'fast-check';
import {
  DEFAULT_FIRST_RETRY_SECONDS,
  DEFAULT_MAX_ATTEMPTS,
  LONGEST_RETRY_SECONDS,
  retryDelay,
} from '../../core/backoff.ts';

describe('the wait before the next attempt', () => {
  test('is threefold each time', () => {
    expect([1, 2, 3, 4, 5].map((attempt) => retryDelay(attempt, 12, 0.5))).toEqual([12, 36, 108, 324, 972]);
  });

  test('spans about a day over all attempts, by default', () => {
    const waits = Array.from({ length: DEFAULT_MAX_ATTEMPTS - 1 }, (_, index) =>
      retryDelay(index + 1, DEFAULT_FIRST_RETRY_SECONDS, 0.5),
    );
    const hours = waits.reduce((sum, wait) => sum + wait, 0) / 3600;
    expect(hours).toBeGreaterThan(20);
    expect(hours).toBeLessThan(28);
  });

  test('differs by up to 10 % from event to event', () => {
    expect(retryDelay(1, 100, 0)).toBeCloseTo(90);
    expect(retryDelay(1, 100, 0.999_999)).toBeCloseTo(110, 3);
  });

  test('is never longer than SQS can hide a message, whatever was configured', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100 }),
        fc.integer({ min: 1, max: 3600 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (attempt, first, random) => {
          const wait = retryDelay(attempt, first, random);
          expect(wait).toBeGreaterThan(0);
          expect(wait).toBeLessThanOrEqual(LONGEST_RETRY_SECONDS);
        },
      ),
    );
    // A message may be hidden for 12 h, of which an invocation may have used up 15 min.
    expect(LONGEST_RETRY_SECONDS + 900).toBe(43_200);
  });
});
