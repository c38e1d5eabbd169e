import { parseSince } from '../../cli/events/parse-since.ts';

const NOW = Date.parse('2026-01-31T12:00:00.000Z');

test.each([
  ['90s', '2026-01-31T11:58:30.000Z'],
  ['15m', '2026-01-31T11:45:00.000Z'],
  ['1h', '2026-01-31T11:00:00.000Z'],
  ['7d', '2026-01-24T12:00:00.000Z'],
  ['2026-01-02', '2026-01-02T00:00:00.000Z'],
  ['2026-01-02T03:04:05+01:00', '2026-01-02T02:04:05.000Z'],
])('%s is %s', (text, moment) => {
  expect(parseSince(text, NOW)).toBe(moment);
});

test.each(['', 'yesterday', '5', '1w', '-1h', '2026-13-01', '1h30m', '999999999d', 'h'])('"%s" is no time', (text) => {
  expect(() => parseSince(text, NOW)).toThrow('Allowed: a time ago such as 90s, 15m, 1h or 7d, or a date');
});
