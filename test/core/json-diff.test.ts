import { diffJson, pathText } from '../../core/json-diff.ts';

const told = (...given: Parameters<typeof diffJson>) =>
  diffJson(...given).map(({ path, kind, left, right }) => [pathText(path), kind, left, right]);

test('names what was added, removed and changed, however deep it lies', () => {
  const left = { id: 1, data: { name: 'a', gone: true, items: [{ sku: 'x' }, { sku: 'y' }] } };
  const right = { id: 1, data: { name: 'b', items: [{ sku: 'x' }, { sku: 'z' }, { sku: 'new' }], come: null } };
  expect(told(left, right)).toEqual([
    ['data.name', 'changed', 'a', 'b'],
    ['data.gone', 'removed', true, undefined],
    ['data.items[1].sku', 'changed', 'y', 'z'],
    ['data.items[2]', 'added', undefined, { sku: 'new' }],
    ['data.come', 'added', undefined, null],
  ]);
});

test('finds nothing between what is the same, whatever the order of its names', () => {
  expect(diffJson({ a: 1, b: [{}] }, { b: [{}], a: 1 })).toEqual([]);
});

test('tells a list from an object, null from nothing, and integers beyond 2^53 by every digit', () => {
  expect(told({ a: [] }, { a: {} })).toEqual([['a', 'changed', [], {}]]);
  expect(told({ a: null }, {})).toEqual([['a', 'removed', null, undefined]]);
  expect(told({ a: 9007199254740993n }, { a: 9007199254740992n })).toHaveLength(1);
  expect(told('text', 'other')).toEqual([['', 'changed', 'text', 'other']]);
});

test('passes over ignored fields, by name, by the end of a path and with a star', () => {
  const left = { id: 1, data: { id: 2, object: { created: 3, name: 'a' } } };
  const right = { id: 9, data: { id: 9, object: { created: 9, name: 'b' } } };
  expect(told(left, right, ['id', 'created']).map(([path]) => path)).toEqual(['data.object.name']);
  expect(told(left, right, ['data.id', 'object.*']).map(([path]) => path)).toEqual(['id']);
  expect(told({ items: [{ id: 1 }] }, { items: [{ id: 2 }] }, ['items.id'])).toEqual([]);
  expect(told({ id: 1 }, { created: 2 }, ['id', 'created'])).toEqual([]);
  expect(told({ items: [1] }, { items: [2] }, ['', '0'])).toHaveLength(1);
});
