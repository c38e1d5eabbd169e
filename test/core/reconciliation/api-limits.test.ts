import { limitedFor, nextLink } from '../../../core/reconciliation/api-limits.ts';

const NOW = Date.parse('2026-01-10T12:00:00Z');
const answer = (status: number, headers: Record<string, string> = {}, text = '') =>
  limitedFor({ status, headers, text }, NOW);

test('a limit lasts as long as the answer says: in seconds, in parts of one, until a date, until the window is over', () => {
  expect(answer(429, { 'retry-after': '30' })).toBe(30_000);
  expect(answer(429, { 'retry-after': '2.0' })).toBe(2000);
  expect(answer(429, { 'retry-after': 'Sat, 10 Jan 2026 12:01:00 GMT' })).toBe(60_000);
  const reset = String(NOW / 1000 + 90);
  expect(answer(403, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset })).toBe(90_000);
});

test('a limit that names no time, or nonsense, lasts a minute; a past one is over; none is longer than an hour', () => {
  expect(answer(429)).toBe(60_000);
  expect(answer(429, { 'retry-after': 'soon' })).toBe(60_000);
  expect(answer(403, {}, '{"message":"You have exceeded a secondary rate limit"}')).toBe(60_000);
  expect(answer(429, { 'retry-after': '-5' })).toBe(0);
  expect(answer(429, { 'retry-after': '86400' })).toBe(3_600_000);
});

test('403 alone is a refusal, and other answers are no limit', () => {
  expect(answer(403, { 'x-ratelimit-remaining': '4999' }, 'Resource not accessible')).toBeUndefined();
  expect(answer(200, { 'x-ratelimit-remaining': '0' })).toBeUndefined();
  expect(answer(503, { 'retry-after': '5' })).toBeUndefined();
});

test('the next page is the link that says so', () => {
  const link = '<https://a.test/x?cursor=v1_1>; rel="prev", <https://a.test/x?cursor=v1_2&per_page=100>; rel="next"';
  expect(nextLink(link)).toBe('https://a.test/x?cursor=v1_2&per_page=100');
  expect(nextLink('<https://a.test/x>; rel=next')).toBe('https://a.test/x');
  expect(nextLink('<https://a.test/x>; rel="previous"')).toBeUndefined();
  expect(nextLink(undefined)).toBeUndefined();
});
