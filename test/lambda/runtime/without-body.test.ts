import { errorText } from '../../../lambda/log.ts';
import { bodyFilter } from '../../../lambda/runtime/without-body.ts';

const withoutBody = (text: string, of: Parameters<typeof bodyFilter>[0]) => bodyFilter(of)(text);

const data = {
  id: 'evt_1',
  customer: { id: 'cus_0123456789', email: 'jo@example.com', note: 'call after six o’clock' },
};
const event = { data, rawBody: Buffer.from(JSON.stringify(data, undefined, 2)) };

test.each([
  ['the body as it came', event.rawBody.toString()],
  ['the body written anew', JSON.stringify(data)],
  ['a part of the body', JSON.stringify(data.customer)],
])('%s in the message of an error is left out of it', (_, said) => {
  const text = withoutBody(`Error: cannot use ${said}, sorry`, event);
  expect(text).toMatch(/^Error: cannot use .{0,2}\[body\].{0,3}, sorry$/);
});

test.each([
  'Error: no such customer cus_0123456789',
  'Error: jo@example.com has no plan',
  '',
  'Error: [object Object]',
])('what is no piece of the body stays: %s', (text) => {
  expect(withoutBody(text, event)).toBe(text);
});

test('two pieces are left out both, also of a body of megabytes, and soon', () => {
  const large = 'x'
    .repeat(20)
    .concat('0123456789'.repeat(300_000), 'the end of it, which is longer than forty characters');
  const rawBody = Buffer.from(large);
  const piece = 'the end of it, which is longer than forty characters';
  const startedAt = performance.now();
  expect(withoutBody(`${piece} and ${piece}!`, { data: large, rawBody })).toBe('[body] and [body]!');
  expect(performance.now() - startedAt).toBeLessThan(2000);
});

test('a body that is a short text is left out where it is all that is said', () => {
  const short = { data: 'call me back', rawBody: Buffer.from('call me back') };
  expect(withoutBody('call me back', short)).toBe('[body]');
  expect(withoutBody('ok', { data: 'ok', rawBody: Buffer.from('ok') })).toBe('ok');
});

test('a body of short lines is left out of an error before its lines become one', () => {
  const rawBody = Buffer.from('{\n "a": "jo@x.com",\n "b": "12 High St",\n "c": "call me back"\n}');
  const filter = bodyFilter({ data: JSON.parse(rawBody.toString()), rawBody });
  expect(errorText(new Error(`cannot use ${rawBody}, sorry`), filter)).toMatch(
    /^Error: cannot use .?\[body\].?, sorry$/,
  );
});
