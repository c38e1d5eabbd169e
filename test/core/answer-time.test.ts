import fc from 'fast-check';
import { answerTime, deadlineOf, timeLeft, VERIFIER_TIMEOUT_SECONDS } from '../../core/answer-time.ts';
import { defineWebhooks, hmac } from '../../core/index.ts';

const seconds = fc.integer({ min: 1, max: 100 });
const NOW = Date.parse('2026-01-01T00:00:00Z');

test.each([
  [1, 800, 200],
  [3, 2400, 600],
  [5, 4000, 1000],
  [10, 8000, 1000],
  [100, 8000, 1000],
])('of %i seconds %i ms are for AWS, and %i ms for one attempt', (deadline, totalMs, attemptMs) => {
  expect(answerTime(deadline)).toEqual({ totalMs, attemptMs });
});

test('a fifth of the deadline and 200 ms are left for the way, and two calls may hang once each', () => {
  fc.assert(
    fc.property(seconds, (deadline) => {
      const { totalMs, attemptMs } = answerTime(deadline);
      expect(totalMs).toBeLessThanOrEqual(deadline * 1000 - Math.max(200, deadline * 200));
      expect(attemptMs * 2).toBeLessThan(totalMs);
      expect(totalMs).toBeLessThan(VERIFIER_TIMEOUT_SECONDS * 1000);
    }),
  );
});

test('the time runs from the moment at which API Gateway got the request', () => {
  expect(timeLeft(3, undefined, NOW)).toBe(2400);
  expect(timeLeft(3, NOW, NOW)).toBe(2400);
  expect(timeLeft(3, NOW - 1000, NOW)).toBe(1400);
});

test('a request that a start held up still has a quarter of a second', () => {
  expect(timeLeft(3, NOW - 2999, NOW)).toBe(250);
});

test('a moment in the future, or after which nobody waits any more, is not believed', () => {
  expect(timeLeft(3, NOW + 1, NOW)).toBe(2400);
  expect(timeLeft(3, NOW - 3000, NOW)).toBe(2400);
  expect(timeLeft(3, 0, NOW)).toBe(2400);
});

test('a source says how long its sender waits, else the provider does, else it is five seconds', () => {
  const { sources } = defineWebhooks({
    sources: {
      sentry: {},
      proxied: { provider: 'stripe', answerWithinSeconds: 4 },
      acme: { provider: hmac({ header: 'X-Acme' }) },
    },
    processors: {},
  });
  expect(Object.values(sources).map(deadlineOf)).toEqual([1, 4, 5]);
});
