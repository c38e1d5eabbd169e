import fc from 'fast-check';
import { jsonItems } from '../../core/json-items.ts';

describe('the items of a list in JSON', () => {
  test('are the text that stood there, to the byte', () => {
    const first = '{ "z":1, "a" : 12345678901234567890, "é":"\\u00e9 ]},{ \\" \\\\" }';
    expect(jsonItems(`[${first} ,\n [1, [2]] , "x", 1.0,null\t]`)).toEqual([first, '[1, [2]]', '"x"', '1.0', 'null']);
  });

  test('are found behind names and indices', () => {
    const text = '{"entry": [{"changes":[1]}, {"n":[],"changes" :[{"a":[3]}, 4 ]}], "last":[5]}';
    expect(jsonItems(text, 'entry', 1, 'changes')).toEqual(['{"a":[3]}', '4']);
    expect(jsonItems(text, 'entry', 1, 'changes', 0, 'a')).toEqual(['3']);
    expect(jsonItems(text, 'last')).toEqual(['5']);
  });

  test('are none of an empty list, and are not where there is no list', () => {
    expect(jsonItems(' [ ] ')).toEqual([]);
    expect(jsonItems('{"a":[]}', 'a')).toEqual([]);
    for (const text of [undefined, '', '{}', '"[1]"', '[1', '[1]]', 'null', '7'])
      expect(jsonItems(text)).toBeUndefined();
    for (const path of [['b'], ['a', 3], ['a', 0, 'c'], [0]])
      expect(jsonItems('{"a":[1,{"b":[2]}]}', ...path)).toBeUndefined();
  });

  test('are those of the last member where a name is repeated, as for JSON.parse', () => {
    expect(jsonItems('{"a":[1],"\\u0061":[2]}', 'a')).toEqual(['2']);
  });

  test('stand for what JSON.parse reads, whatever the list', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), fc.constantFrom(0, 1, '\t'), (list, space) => {
        const items = jsonItems(JSON.stringify({ '[': ',', list }, null, space), 'list');
        expect(items?.map((item) => JSON.parse(item))).toEqual(JSON.parse(JSON.stringify(list)));
      }),
    );
  });
});
