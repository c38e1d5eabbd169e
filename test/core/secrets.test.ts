import { github } from '../../core/providers/github.ts';
import { liveKeys, readKeys, secretEntries } from '../../core/secrets.ts';

const NOW = Date.parse('2026-03-01T00:00:00Z');
const FIRST = 'the first secret of many';
const SECOND = 'the second secret of many';

const texts = (value: string | undefined, now = NOW) =>
  liveKeys(readKeys(value, github.scheme), now).map((key) => key.export().toString());

describe("the value of a source's secret", () => {
  test('is one secret as plain text, its ends trimmed', () => {
    expect(texts(FIRST)).toEqual([FIRST]);
    expect(texts(`  ${FIRST}\n`)).toEqual([FIRST]);
  });

  test('or a list, with or without an end for each', () => {
    const value = JSON.stringify({
      secrets: [
        FIRST,
        { value: SECOND },
        { value: `${SECOND}!`, notAfter: '2026-02-28T23:59:59Z' },
        { value: `${SECOND}?`, notAfter: '2026-03-01T00:00:00Z' },
      ],
    });
    expect(texts(value)).toEqual([FIRST, SECOND, `${SECOND}?`]);
    expect(texts(value, NOW + 1)).toEqual([FIRST, SECOND]);
  });

  test.each([
    undefined,
    '',
    '   ',
    'short',
    '{"secrets":[]}',
    '{"secrets":["", " ", "short", null, 7, {}, {"value":7}, {"value":""}]}',
    `{"secrets":[{"value":"${FIRST}","notAfter":"soon"}]}`,
    `{"secrets":[{"value":"${FIRST}","notAfter":null}]}`,
  ])('gives no key at all when it is %j', (value) => expect(readKeys(value, github.scheme)).toEqual([]));

  test('says what its entries are called, by their ids or places, and no more than that', () => {
    const entries = [
      { value: FIRST, id: 'k3f9a2', since: '2026-02-01T00:00:00Z' },
      { value: SECOND, id: SECOND },
      SECOND,
    ];
    const value = JSON.stringify({ secrets: entries });
    expect(readKeys(value, github.scheme).map(({ mark }) => mark)).toEqual(['k3f9a2', '2', '3']);
    expect(secretEntries(value)[0]).toMatchObject({ id: 'k3f9a2', since: '2026-02-01T00:00:00Z' });
    expect(JSON.stringify(secretEntries(value)).match(/second/g)).toHaveLength(2);
  });

  test('is a secret even when it happens to be JSON of another shape', () => {
    for (const value of ['{"password":"0123456789"}', '"a quoted secret of 16"', '12345678901234567890']) {
      expect(texts(value)).toEqual([value]);
      expect(secretEntries(value)).toEqual([{ text: value, notAfter: Number.POSITIVE_INFINITY }]);
    }
  });
});
