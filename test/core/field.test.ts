import { readContent } from '../../core/content.ts';
import { at, type Field, fieldProblem, readField } from '../../core/field.ts';

const content = (body: string, contentType = 'application/json', url = 'https://h.example.com/?id=q1&id=q2&empty=') =>
  readContent({
    method: 'POST',
    url,
    headers: { 'content-type': contentType, 'x-event-id': 'h1' },
    body: Buffer.from(body),
  });

const BODY = JSON.stringify({
  id: 'b1',
  n: 42,
  zero: 0,
  no: false,
  nothing: null,
  empty: '',
  list: [{ id: 'l0' }, 'l1'],
  'a.b': 'dotted',
  deep: { 1: 'one' },
});
const FORM = 'application/x-www-form-urlencoded';

describe('a field', () => {
  test.each<[Field | undefined, string | undefined]>([
    ['body.id', 'b1'],
    ['body.n', '42'],
    ['body.zero', '0'],
    ['body.list.0.id', 'l0'],
    ['body.list.1', 'l1'],
    ['body.deep.1', 'one'],
    ['header.X-Event-Id', 'h1'],
    ['query.id', 'q1'],
    [({ json }) => Number(at(json, 'n')) + 1, '43'],
    [['body.missing', 'body.empty', 'header.x-event-id', 'body.id'], 'h1'],
    [['body.missing', () => undefined, () => 'made up'], 'made up'],
    ['body.no', undefined],
    ['body.nothing', undefined],
    ['body.empty', undefined],
    ['body.list', undefined],
    ['body.list.2', undefined],
    ['body.id.length', undefined],
    ['body.', undefined],
    ['body.a.b', undefined],
    ['query.empty', undefined],
    ['query.missing', undefined],
    ['header.missing', undefined],
    ['form.id', undefined],
    [() => null, undefined],
    [() => '', undefined],
    [[], undefined],
    [undefined, undefined],
  ])('%s is read as %s', (field, text) => expect(readField(content(BODY), field)).toBe(text));

  test('is found in a form, and in the JSON of its payload', () => {
    const form = content('id=f1&id=f2&payload=%7B%22id%22%3A%22p1%22%7D', FORM);
    expect(readField(form, 'form.id')).toBe('f1');
    expect(readField(form, 'body.id')).toBe('p1');
  });

  test.each([
    '__proto__',
    'constructor',
    'toString',
    'constructor.name',
    '__proto__.constructor.name',
    'list.length.x',
    'hasOwnProperty',
  ])('is never found in a prototype: body.%s', (path) => {
    expect(readField(content('{"list":[]}'), `body.${path}`)).toBeUndefined();
    expect(readField(content('a=1', FORM), `form.${path}`)).toBeUndefined();
    expect(readField(content('{}'), `header.${path}`)).toBeUndefined();
    expect(readField(content('{}'), `query.${path}`)).toBeUndefined();
    expect(readField(content('{}'), `${path}.${path}`)).toBeUndefined();
  });

  test('leads nowhere into a prototype either', () => {
    for (const path of ['__proto__', 'toString', 'list.__proto__', 'list.map'])
      expect(at({ list: [] }, path)).toBeUndefined();
  });

  test('is found under such a name when the body has it itself', () => {
    expect(readField(content('{"__proto__":{"id":"own"},"constructor":"c"}'), 'body.__proto__.id')).toBe('own');
    expect(readField(content('{"__proto__":{"id":"own"},"constructor":"c"}'), 'body.constructor')).toBe('c');
  });

  test('is not a number that has been rounded, since two events would pass for one', () => {
    expect(readField(content('{"id":9007199254740991}'), 'body.id')).toBe('9007199254740991');
    expect(readField(content('{"id":-9007199254740991}'), 'body.id')).toBe('-9007199254740991');
    expect(readField(content('{"id":9007199254740993}'), 'body.id')).toBeUndefined();
    expect(readField(content('{"id":1e400}'), 'body.id')).toBeUndefined();
  });

  test('is absent when the URL is none', () => {
    expect(readField(content('{}', 'application/json', '::'), 'query.id')).toBeUndefined();
  });
});

describe("a field's path", () => {
  test.each<Field>(['body.a', 'header.A', 'form.a', 'query.a', ['body.a', 'form.b', () => 'x'], () => 'x'])(
    'may be %s',
    (field) => expect(fieldProblem(field)).toBeUndefined(),
  );

  test.each(['id', 'Body.id', 'body', 'cookie.id', '', '$.id'])('may not be "%s"', (path) => {
    const problem = `"${path}" is not a place in a request; allowed: body.PATH, header.NAME, form.NAME, query.NAME`;
    expect(fieldProblem(path)).toBe(problem);
    expect(fieldProblem(['body.id', path])).toBe(problem);
  });
});
