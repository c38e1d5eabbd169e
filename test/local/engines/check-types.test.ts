import { createRequire } from 'node:module';
import { type CheckTypes, checkTypesOf, type Types } from '../../../local/engines/check-types.ts';

const load = createRequire(import.meta.url);
const { checkTypes }: { checkTypes: CheckTypes } = load('dynalite/validations');
const { types }: { types: Types } = load('dynalite/validations/putItem');

/** What comes of an input: a copy, or a refusal. */
function outcome(check: (input: object) => object, input: object): unknown {
  try {
    return check(structuredClone(input));
  } catch (error) {
    return error;
  }
}

const deep = { M: { list: { L: [{ S: 'a' }, { M: { yes: { BOOL: true } } }, { L: [] }] }, none: { M: {} } } };

test.each<[string, Record<string, unknown>]>([
  ['texts, numbers, lists and maps', { a: { S: '' }, b: { N: '1' }, c: { BOOL: false }, deep }],
  ['sets, bytes and nothing', { a: { SS: ['x'] }, b: { B: 'AQ==' }, c: { NULL: true }, d: { NS: ['1'] } }],
  ['an attribute of two types', { a: { S: 'x', N: '1' } }],
  ['an attribute without a type', { a: {} }],
  ['an unknown type', { a: { X: 'x' }, b: { M: { c: { Y: 1 } } } }],
  ['a type that is null', { a: { S: null }, b: { S: 'x', N: null } }],
  ['a number for a text', { a: { S: 1 } }],
  ['a text for a boolean', { a: { BOOL: 'true' } }],
  ['a text for an attribute', { a: 'x' }],
  ['a list for an attribute', { a: [] }],
  ['null for an attribute', { a: null }],
  ['a text for a list', { a: { L: 'x' } }],
  ['a text in a list', { a: { L: ['x'] } }],
  ['a list for a map', { a: { M: [] } }],
])('checks as dynalite does: %s', (_, Item) => {
  const input = { TableName: 'things', unknown: 1, Item, ExpressionAttributeValues: { ':a': { S: 'x' } } };
  const expected = outcome((given) => checkTypes(given, types), input);
  expect(outcome(checkTypesOf(types, checkTypes), input)).toEqual(expected);
});

test.each(['text', ['list'], null, undefined, 1])('checks as dynalite does: %j for an item', (Item) => {
  const input = { TableName: 'things', Item };
  const expected = outcome((given) => checkTypes(given, types), input);
  expect(outcome(checkTypesOf(types, checkTypes), input)).toEqual(expected);
});

test('leaves alone what it is given: dynalite writes into the copy', () => {
  const input = { TableName: 'things', unknown: 1, Item: { a: { N: '1' }, b: { M: { c: { N: '1' } } } } };
  const checked = checkTypesOf(types, checkTypes)(input);
  Object(checked).Item.b.M.c.N = '2';
  Object(checked).Item.a.N = '2';
  expect(input).toEqual({ TableName: 'things', unknown: 1, Item: { a: { N: '1' }, b: { M: { c: { N: '1' } } } } });
});
