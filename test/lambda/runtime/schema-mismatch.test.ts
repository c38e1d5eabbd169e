import { PermanentError } from '../../../lambda/runtime/permanent-error.ts';
import { SchemaMismatch } from '../../../lambda/runtime/schema-mismatch.ts';

const messageOf = (message: string, value: unknown) =>
  new SchemaMismatch([{ path: ['of', { key: 0 }], message }], { of: [value] }).message;

test('names the place and the reason', () => {
  expect(messageOf('is required', undefined)).toBe('of.0: is required');
  expect(new SchemaMismatch([{ message: 'is no object' }], 1).message).toBe('the payload: is no object');
  expect(new SchemaMismatch([], 1).message).toBe('the schema does not say why');
  expect(new SchemaMismatch([{ path: [Symbol('s')], message: 'no' }], {})).toBeInstanceOf(PermanentError);
});

test.each([
  ['Expected number but received "ada@example.com"', 'ada@example.com', 'Expected number but received …'],
  [String.raw`must be "a" (was "say \"hi\"")`, 'say "hi"', 'must be "a" (was …)'],
  ['Expected >=10 but received 5', 5, 'Expected >=10 but received …'],
  ['Expected >=10 but received -5.25', -5.25, 'Expected >=10 but received …'],
  ['Expected "sku" but received undefined', undefined, 'Expected "sku" but received undefined'],
  ['Expected true but received false', false, 'Expected true but received false'],
])('keeps what the payload says to itself: %s', (message, value, shown) => {
  expect(messageOf(message, value)).toBe(`of.0: ${shown}`);
});

test('stays short, however many problems there are and however long they are', () => {
  const issue = { path: ['k'.repeat(10_000)], message: 'm'.repeat(10_000) };
  const { message } = new SchemaMismatch(Array(1000).fill(issue), {});
  expect(message.length).toBeLessThan(1000);
  expect(message).toMatch(/^k+…: m+…; .*; and 995 more$/);
});
