import { checkTimestamp, formatTimestamp, parseTimestamp, type TimeUnit } from '../../../core/signatures/timestamp.ts';

describe('a timestamp', () => {
  test.each<[TimeUnit, string, number]>([
    ['s', '1760000000', 1_760_000_000_000],
    ['s', '0', 0],
    ['ms', '1760000000123', 1_760_000_000_123],
    ['rfc3339', '2025-10-09T08:53:20Z', 1_760_000_000_000],
    ['rfc3339', '2025-10-09T10:53:20.123456789+02:00', 1_760_000_000_123],
    ['utc', '2025-10-09T08:53:20.123456', 1_760_000_000_123],
    ['utc', '2025-10-09T08:53:20Z', 1_760_000_000_000],
    ['http-date', 'Thu, 09 Oct 2025 08:53:20 GMT', 1_760_000_000_000],
  ])('in %s is read: %s', (unit, text, moment) => expect(parseTimestamp(text, unit)).toBe(moment));

  test.each<[TimeUnit, string]>([
    ['s', ''],
    ['s', ' 1760000000'],
    ['s', '1760000000 '],
    ['s', '1760000000\n'],
    ['s', '123abc'],
    ['s', '-1'],
    ['s', '+1'],
    ['s', '1.5'],
    ['s', '1e9'],
    ['s', '0x1'],
    ['s', '١٢٣'],
    ['s', '9'.repeat(13)],
    ['s', 'NaN'],
    ['s', 'Infinity'],
    ['ms', '9'.repeat(16)],
    ['rfc3339', '1760000000'],
    ['rfc3339', '2025-10-09'],
    ['rfc3339', '2025-10-09 08:53:20Z'],
    ['rfc3339', '2025-10-09T08:53:20'],
    ['rfc3339', '2025-13-09T08:53:20Z'],
    ['rfc3339', '2025-10-09T25:53:20Z'],
    ['rfc3339', '2025-10-09T08:53:20+99:99'],
    ['utc', '2025-10-09T08:53:20+02:00'],
    ['utc', '2025-13-09T08:53:20'],
    ['utc', '2025-10-09'],
    ['http-date', '2025-10-09T08:53:20Z'],
    ['http-date', 'Thu, 09 Okt 2025 08:53:20 GMT'],
    ['http-date', 'Thu, 09 Oct 2025 08:53:20 +0200'],
    ['http-date', 'Thu, 09 Oct 2025 25:53:20 GMT'],
  ])('in %s is not read from what merely starts like one: %j', (unit, text) =>
    expect(parseTimestamp(text, unit)).toBeUndefined(),
  );

  test.each<TimeUnit>(['s', 'ms', 'rfc3339', 'utc', 'http-date'])('in %s is read as it was written', (unit) => {
    expect(parseTimestamp(formatTimestamp(1_760_000_000_000, unit), unit)).toBe(1_760_000_000_000);
  });

  test('is in seconds unless said otherwise', () => {
    expect(formatTimestamp(1_760_000_000_999)).toBe('1760000000');
    expect(parseTimestamp('1760000000')).toBe(1_760_000_000_000);
  });

  test('may look up to a second older than it is, since senders cut it to whole seconds', () => {
    expect(checkTimestamp(0, 10_999, 10)).toBeUndefined();
    expect(checkTimestamp(0, 11_000, 10)).toBe('stale-timestamp');
    expect(checkTimestamp(10_000, 0, 10)).toBeUndefined();
    expect(checkTimestamp(10_001, 0, 10)).toBe('future-timestamp');
  });
});
