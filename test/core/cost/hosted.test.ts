import { cheaperRange, HOSTED_PLANS, type HostedPlan, hostedCost } from '../../../core/cost/hosted.ts';

const plan = (more: Partial<HostedPlan>): HostedPlan => ({
  name: 'Some',
  base: 0,
  included: 0,
  note: '',
  source: 'https://example.com',
  read: '2026-01-01',
  ...more,
});
/** $10 a month, and $5 for each million. */
const ours = (events: number) => 10 + events * (5 / 1e6);

test('a plan costs its base, and what is beyond it by the event', () => {
  const byEvent = plan({ base: 490, included: 50_000, perEvent: 0.0001 });
  expect(hostedCost(byEvent, 50_000)).toEqual({ dollars: 490, isLeast: false });
  expect(hostedCost(byEvent, 1_050_000)).toEqual({ dollars: 590, isLeast: false });
});

test('what is metered at an unknown price costs at least the base, and a plan that ends has no price beyond', () => {
  expect(hostedCost(plan({ base: 39, included: 10_000 }), 10_001)).toEqual({ dollars: 39, isLeast: true });
  expect(hostedCost(plan({ most: 10_000 }), 10_001)).toBeUndefined();
});

test('against a price by the event, ours is cheaper from where the lines cross', () => {
  // 10 + 0.000005 n = 0.0001 (n − 50,000), so n = 15 / 0.000095 = 157,895.
  expect(cheaperRange(plan({ included: 50_000, perEvent: 0.0001 }), ours)).toEqual({ from: 160_000 });
});

test('against a flat price, ours is cheaper up to where the lines cross', () => {
  // 10 + 0.000005 n = 99, so n = 17,800,000.
  expect(cheaperRange(plan({ base: 99, included: 1e9 }), ours)).toEqual({ to: 18_000_000 });
});

test('against a free plan ours is nowhere cheaper, and against a dear one everywhere', () => {
  expect(cheaperRange(plan({ most: 10_000 }), ours)).toBeUndefined();
  expect(cheaperRange(plan({ base: 490, perEvent: 0.0001 }), ours)).toEqual({});
});

test('every plan says where its price was read, and when', () => {
  for (const { source, read } of HOSTED_PLANS) {
    expect(source).toMatch(/^https:\/\//);
    expect(read).toMatch(/^2026-\d\d-\d\d$/);
  }
});
