import { createRequire } from 'node:module';
import { type ExpressionParser, rememberExpressions } from '../../../local/engines/remember-expressions.ts';

const load = createRequire(import.meta.url);
const updates: ExpressionParser = load('dynalite/db/updateParser');
const { parse } = updates;
const conditions: ExpressionParser = load('dynalite/db/conditionParser');

const UPDATE = 'SET #state = :state, #at = if_not_exists(#at, :at) REMOVE gone';

/** What dynalite hands to its parsers. */
function contextOf(attrNames: Record<string, string>, attrVals: Record<string, object>) {
  const marked = (named: object) => Object.fromEntries(Object.keys(named).map((name) => [name, true] as const));
  const rest = { isReserved: () => false, compare: () => false };
  return { attrNames, attrVals, unusedAttrNames: marked(attrNames), unusedAttrVals: marked(attrVals), ...rest };
}

/** How often a parser is asked, by the texts that it is asked about. */
function remembering(parse = updates.parse) {
  const asked: string[] = [];
  const parser: ExpressionParser = {
    parse(expression, options) {
      asked.push(expression);
      return parse(expression, options);
    },
  };
  rememberExpressions(parser);
  return { parser, asked };
}

const names = { '#state': 'processor:pay', '#at': 'at' };
const of = (state: object, at: string) => contextOf(names, { ':state': state, ':at': { N: at } });

test('gives what the parser gives, with the values of each call', () => {
  const { parser, asked } = remembering();
  for (const at of ['1', '2', '3']) {
    const value = { M: { at: { S: at } } };
    expect(parser.parse(UPDATE, { context: of(value, at) })).toEqual(parse(UPDATE, { context: of(value, at) }));
  }
  expect(asked).toHaveLength(1);
});

test('gives a tree of its own each time: dynalite writes into it', () => {
  const { parser } = remembering();
  const [first, second] = [0, 1].map(() => parser.parse(UPDATE, { context: of({ S: 'done' }, '1') }));
  Object.assign(Object(first), { sections: [] });
  expect(second).toEqual(parse(UPDATE, { context: of({ S: 'done' }, '1') }));
});

test('tells what is unused as the parser does, whatever another expression has used before', () => {
  const { parser } = remembering();
  const withOther = () => contextOf({ ...names, '#other': 'other' }, { ':state': { S: 'done' }, ':at': { N: '1' } });
  const usedBefore = withOther();
  for (const name of ['#other', '#state']) delete usedBefore.unusedAttrNames[name];
  parser.parse(UPDATE, { context: usedBefore });
  const context = withOther();
  parser.parse(UPDATE, { context });
  expect(context.unusedAttrNames).toEqual({ '#other': true });
  expect(context.unusedAttrVals).toEqual({});
});

test('asks again for other names and other types, and about a mistake every time', () => {
  const { parser, asked } = remembering();
  parser.parse(UPDATE, { context: of({ S: 'done' }, '1') });
  parser.parse(UPDATE, { context: of({ NULL: true }, '1') });
  parser.parse(UPDATE, {
    context: contextOf({ ...names, '#at': 'later' }, { ':state': { S: '' }, ':at': { N: '1' } }),
  });
  expect(asked).toHaveLength(3);
  for (const _ of [1, 2]) expect(parser.parse(UPDATE, { context: contextOf({}, {}) })).toMatch('not defined');
  expect(asked).toHaveLength(5);
});

test('refuses a value that names no type, after one that does', () => {
  const { parser } = remembering(conditions.parse);
  const ask = (type: string) => parser.parse('attribute_type(at, :state)', { context: of({ S: type }, '1') });
  expect(ask('N')).toMatchObject({ expression: { args: [['at'], { S: 'N' }] } });
  expect(ask('number')).toMatch('Invalid attribute type name found');
});
