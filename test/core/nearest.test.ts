import { nearest } from '../../core/nearest.ts';

const NAMES = ['stripe', 'shopify', 'slack', 'svix', 'standard-webhooks', 'github', 'gitlab', 'aws-sns'];

test.each([
  ['strpe', 'stripe'],
  ['Stripe', 'stripe'],
  ['githup', 'github'],
  ['sns', 'aws-sns'],
  ['shoppify', 'shopify'],
])('"%s" is most like %s', (typed, name) => expect(nearest(typed, NAMES)[0]).toBe(name));

test('says as many as were asked for, the nearest first, whatever was typed', () => {
  expect(nearest('git', NAMES, 2)).toEqual(['github', 'gitlab']);
  expect(nearest('', NAMES)).toHaveLength(5);
  expect(nearest('x'.repeat(1_000_000), NAMES)).toHaveLength(5);
});
