import { bodyHolds, bodyNames, readSoughtField } from '../../core/sought.ts';

const holds = (body: string, texts: readonly string[], field?: string) => {
  const read = field === undefined ? undefined : readSoughtField(field);
  return bodyHolds({ texts, fields: read ? [read] : [] }, Buffer.from(body));
};

test.each([
  ['in JSON', '{"a":{"email":"jo@example.com"}}'],
  ['in other letters', '{"email":"Jo@Example.COM"}'],
  ['in JSON with escapes', '{"email":"jo\\u0040example.com"}'],
  ['in a list', '{"to":[1,{"x":["jo@example.com"]}]}'],
  ['as a name', '{"recipients":{"jo@example.com":{"status":"sent"}}}'],
  ['within a longer text', '{"note":"from jo@example.com, urgent"}'],
  ['in a form', 'From=jo%40example.com&Body=hi'],
  ["in the JSON of a form's payload", `payload=${encodeURIComponent('{"email":"jo@example.com"}')}`],
  ['in XML', '<mail to="jo@example.com"/>'],
  ['in broken JSON', '{"email":"jo@example.com"'],
  ['in bytes that are no UTF-8', '\u0000\u00ff jo@example.com'],
])('a text is found %s', (_, body) => {
  expect(holds(body, ['jo@example.com'])).toBe(true);
  expect(holds(body, ['jo@example.org'])).toBe(false);
});

test('a text is found in bytes that are no text', () => {
  expect(
    bodyHolds({ texts: ['jo@example.com'], fields: [] }, Buffer.from([0xff, ...Buffer.from('jo@example.com')])),
  ).toBe(true);
});

const ORDER =
  '{"customer":{"id":42,"tags":["vip","new"]},"items":[{"to":{"email":"a@x.com"}},{"to":{"email":"jo@x.com"}}]}';

test.each([
  ['customer.id=42', true],
  ['customer.id=4', false],
  ['customer.id=420', false],
  ['id=42', false],
  ['customer=42', false],
  ['items.1.to.email=jo@x.com', true],
  ['items.0.to.email=jo@x.com', false],
  ['items.*.to.email=jo@x.com', true],
  ['customer.tags.*=vip', true],
  ['customer.tags.*=vi', false],
  ['customer.*=42', false],
])('of an order with customer 42, %s is %s', (field, expected) => {
  expect(holds(ORDER, [], field)).toBe(expected);
});

test('a field of a form is found by its name', () => {
  expect(holds('customer=42&x=1', [], 'customer=42')).toBe(true);
});

test.each(['customer.id', '=42', 'customer.id='])('%s is no field', (text) => {
  expect(readSoughtField(text)).toBeUndefined();
});

test('an id is found as a value of its own only', () => {
  expect(bodyNames(['evt_1'], Buffer.from('{"data":{"id":"evt_1"}}'))).toBe(true);
  expect(bodyNames(['evt_1'], Buffer.from('{"data":{"id":"evt_10"}}'))).toBe(false);
  expect(bodyNames([], Buffer.from('{}'))).toBe(false);
});
