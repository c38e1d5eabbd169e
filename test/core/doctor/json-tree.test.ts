import { jsonStyles } from '../../../core/doctor/json-styles.ts';
import { readJsonTree } from '../../../core/doctor/json-tree.ts';
import { duration } from '../../../core/doctor/time-finding.ts';

const written = (text: string): Set<string> => {
  const tree = readJsonTree(text);
  if (!tree) throw new Error('it was to be JSON');
  return new Set([...jsonStyles()].map(({ write }) => write(tree)));
};

test('numbers keep their digits, names their order and their repetitions', () => {
  const text = '{"b":12345678901234567890,"a":1.50,"b":-0,"c":[1e5,true,null,{}],"":[]}';
  expect(written(text)).toContain(text);
});

test.each([
  ['Python', '{"b": "Zo\\u00eb \\ud83e\\udd8a", "a": [1, {}]}'],
  ['PHP', '{"b":"Zo\\u00eb \\ud83e\\udd8a","a":[1,{}]}'],
  ['Go', '{"a":[1,{}],"b":"Zoë 🦊"}'],
  ['a pretty printer', '{\n  "b": "Zoë 🦊",\n  "a": [\n    1,\n    {}\n  ]\n}\n'],
  ['Jackson', '{\n  "b" : "Zoë 🦊",\n  "a" : [ 1, { } ]\n}'],
])('what %s writes is found from the same in another form', (_, text) => {
  expect(written('{"b":"Zoë 🦊","a":[1,{}]}')).toContain(text);
});

test.each(['', '{', '{"a":}', 'undefined', '['.repeat(500) + ']'.repeat(500)])('%s is left alone', (text) => {
  expect(readJsonTree(text)).toBeUndefined();
});

test('time spans are told in their two largest units', () => {
  expect([0, 1500, 61_000, 7_200_000, 90_061_000, 86_400_000].map(duration)).toEqual([
    'less than a second',
    '2 seconds',
    '1 minute 1 second',
    '2 hours',
    '1 day 1 hour',
    '1 day',
  ]);
});
