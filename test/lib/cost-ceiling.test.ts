import { defineWebhooks } from '../../core/index.ts';
import { synthesize, webhooks } from './synthesize.ts';

const withCeiling = (maxMonthlyCost: object) => () =>
  synthesize({ webhooks, maxMonthlyCost: { dollars: 100, eventsPerMonth: 1_000_000, ...maxMonthlyCost } });

test('a month that costs more than it may fails synthesis, with what is dearest', () => {
  const synth = withCeiling({ dollars: 10 });
  expect(synth).toThrow(/1000000 events of 2 KB is forecast to cost \$2\d\.\d\d .* allows \$10\.00\./);
  expect(synth).toThrow(
    /The dearest: [\w ]+, [^;]+ \(\$\d+\.\d\d\); [^;]+ \(\$\d+\.\d\d\); [^;]+ \(\$\d+\.\d\d\)\. Run: npx breakwater cost/,
  );
});

test('a month that costs less passes', () => {
  expect(withCeiling({})).not.toThrow();
});

test('larger bodies cost more', () => {
  expect(withCeiling({ dollars: 25 })).not.toThrow();
  expect(withCeiling({ dollars: 25, bodyKb: 1000 })).toThrow('1000 KB');
});

test.each([{ dollars: 0 }, { dollars: Number.NaN }, { eventsPerMonth: -1 }, { bodyKb: 0 }])(
  'a ceiling that is none is refused: %j',
  (wrong) => {
    expect(withCeiling(wrong)).toThrow(`"maxMonthlyCost.${Object.keys(wrong)[0]}" is`);
  },
);

test('counts what is in nested stacks too', () => {
  const names = Array.from({ length: 41 }, (_, index) => `p-${index}`);
  const many = defineWebhooks({
    sources: { stripe: {} },
    processors: Object.fromEntries(names.map((name) => [name, { on: { stripe: ['*'] } }])),
  });
  // So little that alarms and empty queues are the dearest: 41 × 657,000 receives at $0.40 a million.
  const synth = () => synthesize({ webhooks: many, maxMonthlyCost: { dollars: 1, eventsPerMonth: 1 } });
  expect(synth).toThrow('looking at empty queues ($10.77)');
});
