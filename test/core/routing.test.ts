import fc from 'fast-check';
import { matchesType } from '../../core/routing.ts';

describe('a pattern', () => {
  test.each([
    ['*', 'anything'],
    ['*', ''],
    ['invoice.paid', 'invoice.paid'],
    ['payment_intent.*', 'payment_intent.succeeded'],
    ['payment_intent.*', 'payment_intent.'],
    ['*.created', 'customer.subscription.created'],
    ['customer.*.created', 'customer.subscription.created'],
    ['*subscription*', 'customer.subscription.created'],
    ['/*', '/deploy'],
    ['orders/*', 'orders/create'],
    ['a**b', 'ab'],
    ['a*a', 'aa'],
    ['*aab', 'aaab'],
    ['a.b', 'a.b'],
    ['[a-z]+', '[a-z]+'],
    ['*', '🦊'],
  ])('%s fits %s', (pattern, type) => expect(matchesType(pattern, type)).toBe(true));

  test.each([
    ['invoice.paid', 'invoice.paid.again'],
    ['invoice.paid', 'Invoice.paid'],
    ['payment_intent.*', 'payment_intents.created'],
    ['*.created', 'customer.created.twice'],
    ['a*a', 'a'],
    ['ab*ab', 'ab'],
    ['a*b*c', 'acb'],
    ['*aab*', 'aba'],
    ['a.b', 'axb'],
    ['[a-z]+', 'abc'],
    ['', 'x'],
  ])('%s does not fit %s', (pattern, type) => expect(matchesType(pattern, type)).toBe(false));

  test('fits what a regular expression of the same meaning fits', () => {
    const short = fc.string({ unit: fc.constantFrom('a', 'b', '*'), maxLength: 8 });
    fc.assert(
      fc.property(short, fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 8 }), (pattern, type) => {
        expect(matchesType(pattern, type)).toBe(new RegExp(`^${pattern.replaceAll('*', '.*')}$`).test(type));
      }),
      { numRuns: 2000 },
    );
  });

  test('takes no time, however many stars it has', () => {
    const started = process.cpuUsage();
    expect(matchesType(`${'*a'.repeat(5000)}b`, 'a'.repeat(100_000))).toBe(false);
    expect(matchesType('*'.repeat(100_000), 'a'.repeat(100_000))).toBe(true);
    expect(process.cpuUsage(started).user / 1000).toBeLessThan(2000);
  });
});
