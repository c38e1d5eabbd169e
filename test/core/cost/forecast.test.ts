import { forecast } from '../../../core/cost/forecast.ts';
import { PRICE_GOAL } from '../../../core/cost/price-goal.ts';
import { PLAIN_TRAFFIC, sharesOf } from '../../../core/cost/traffic.ts';
import { defineWebhooks } from '../../../core/index.ts';
import { SMALL } from './inventories.ts';

const webhooks = defineWebhooks({ sources: { stripe: {} }, processors: { bill: { on: { stripe: ['*'] } } } });
const plain = (eventsPerMonth: number) => ({ ...PLAIN_TRAFFIC, eventsPerMonth });

const sum = (bill: Readonly<Record<string, number>>) => Object.values(bill).reduce((total, each) => total + each, 0);

/** 35 days of a month of 730 hours. */
const MONTHS_KEPT = 35 / (730 / 24);

// The bills below are made by hand, from AWS's price list alone: nothing of the forecast's own code or data is in them.

/** Seconds of the verifier, on 512 MB of the 1,769 that are one vCPU: 0.9 ms × 1769/512 = 3.1 ms, and two calls at 6 ms. */
const VERIFIER = 0.016;

/** Seconds of a processor, on 256 MB, with one event: (0.4 + 0.5) ms × 1769/256 = 6.2 ms, and two calls at 6 ms. */
const ALONE = 0.019;

/** With five events, that wait for AWS together: (0.4 + 5 × 0.5) ms × 1769/256 = 20.0 ms, and two calls at 6 ms. */
const FIVE = 0.033;

/** Every hour has values of each metric: 3 of requests, accepted ones, 5 of attempts. */
const FIXED = {
  secret: 1 * 0.4,
  alarms: 5 * 0.1,
  compositeAlarm: 1 * 0.5,
  dashboard: 1 * 3,
  metrics: (3 + 1 + 5) * 0.3,
  // Five pollers ask every 20 s, for 730 hours.
  emptyReceives: ((5 * 730 * 3600) / 20) * (0.4 / 1e6),
};

test('10 thousand events a month cost what the price list says', () => {
  const { fixed, variable, perMonth, perMillion } = forecast(SMALL, webhooks, plain(10_000));
  const bill = {
    api: 10_000 * (1 / 1e6),
    verifierCalls: 10_000 * (0.2 / 1e6),
    verifierTime: 10_000 * VERIFIER * 0.5 * 0.0000133334,
    processorCalls: 10_000 * (0.2 / 1e6),
    processorTime: 10_000 * ALONE * 0.25 * 0.0000133334,
    sends: 10_000 * (0.4 / 1e6),
    receivesAndDeletes: 2 * 10_000 * (0.4 / 1e6),
    // The record, its entry in the index, the claim and the completion.
    writes: 4 * 10_000 * (0.625 / 1e6),
    // Whether the processor is paused: once for each invocation.
    reads: 10_000 * (0.125 / 1e6),
    storage: 10_000 * (275 + 105 + 155 + 2 * 100) * MONTHS_KEPT * (0.25 / 1e9),
    backup: 10_000 * (275 + 105 + 100) * MONTHS_KEPT * (0.2 / 1e9),
    logs: 10_000 * (80 + 185 + 170) * (0.5 / 1e9),
    // The secret is read every five minutes.
    secretReads: (730 * 12 * 0.05) / 10_000,
  };
  expect(variable).toBeCloseTo(sum(bill), 6);
  expect(fixed).toBeCloseTo(sum(FIXED), 3);
  expect(perMonth).toBeCloseTo(sum(bill) + sum(FIXED), 3);
  expect(perMillion).toBeCloseTo(sum(bill) * 100, 4);
  // What it comes to, so that whoever reads this need not calculate.
  expect([perMonth.toFixed(2), perMillion.toFixed(2)]).toEqual(['7.47', '10.31']);
});

test('a million events a month with duplicates, forgeries and retries cost what the price list says', () => {
  const traffic = { ...plain(1_000_000), duplicates: 0.1, refused: 0.05, retries: 0.02 };
  const { fixed, variable, perMonth, perMillion } = forecast(SMALL, webhooks, traffic);
  const requests = 1_000_000 + 100_000 + 50_000;
  const attempts = 1_000_000 + 20_000;
  const bill = {
    api: requests * (1 / 1e6),
    verifierCalls: requests * (0.2 / 1e6),
    verifierTime: requests * VERIFIER * 0.5 * 0.0000133334,
    processorCalls: attempts * (0.2 / 1e6),
    processorTime: attempts * ALONE * 0.25 * 0.0000133334,
    sends: 1_000_000 * (0.4 / 1e6),
    // Each attempt is received; the last one is deleted, and those before it are hidden.
    receives: attempts * (0.4 / 1e6),
    deletes: 1_000_000 * (0.4 / 1e6),
    hides: 20_000 * (0.4 / 1e6),
    // Records, entries, refused duplicates, two for each attempt, and the counter of each forgery that is kept.
    writes: (1_000_000 + 1_000_000 + 100_000 + 2 * attempts + 50_000) * (0.625 / 1e6),
    // Every five seconds, since invocations are more frequent.
    reads: ((730 * 3600) / 5) * (0.125 / 1e6),
    storage: 1_000_000 * (275 + 105 + 155 + 2 * 100) * MONTHS_KEPT * (0.25 / 1e9),
    backup: 1_000_000 * (275 + 105 + 100) * MONTHS_KEPT * (0.2 / 1e9),
    kept: 50_000 * (0.005 / 1000),
    // In base64, for 14 days.
    keptStorage: 50_000 * (2048 * (4 / 3) + 320) * (14 / (730 / 24)) * (0.023 / 1e9),
    verifierLog: (1_100_000 * 185 + 50_000 * 150) * (0.5 / 1e9),
    accessLog: requests * 80 * (0.5 / 1e9),
    processorLog: (1_000_000 * 170 + 20_000 * 240) * (0.5 / 1e9),
    secretReads: (730 * 12 * 0.05) / 10_000,
  };
  // Besides: duplicates, refused ones, those of one cause, those that are kept, and retries.
  const fixedBill = { ...FIXED, moreMetrics: 5 * 0.3 };
  expect(variable).toBeCloseTo(sum(bill), 4);
  expect(fixed).toBeCloseTo(sum(fixedBill), 4);
  expect(perMonth).toBeCloseTo(sum(bill) + sum(fixedBill), 4);
  expect([perMonth.toFixed(2), perMillion.toFixed(2)]).toEqual(['15.39', '6.53']);
});

test('100 million events a month in batches of five cost what the price list says', () => {
  const traffic = { ...plain(100_000_000), batch: 5 };
  const { fixed, variable, perMonth, perMillion } = forecast(SMALL, webhooks, traffic);
  const bill = {
    api: 100 * 1,
    verifierCalls: 100 * 0.2,
    verifierTime: 100e6 * VERIFIER * 0.5 * 0.0000133334,
    processorCalls: (100 / 5) * 0.2,
    processorTime: (100e6 / 5) * FIVE * 0.25 * 0.0000133334,
    sends: 100 * 0.4,
    // Five messages of some 2.3 KB are one chunk of 64 KB, and are deleted together.
    receivesAndDeletes: 2 * (100 / 5) * 0.4,
    writes: 4 * 100 * 0.625,
    reads: ((730 * 3600) / 5) * (0.125 / 1e6),
    storage: 100e6 * (275 + 105 + 155 + 2 * 100) * MONTHS_KEPT * (0.25 / 1e9),
    backup: 100e6 * (275 + 105 + 100) * MONTHS_KEPT * (0.2 / 1e9),
    logs: 100e6 * (80 + 185 + 170) * (0.5 / 1e9),
    // 38 requests a second of 16 ms are one instance's work.
    secretReads: (730 * 12 * 0.05) / 10_000,
  };
  expect(variable).toBeCloseTo(sum(bill), 4);
  expect(fixed).toBeCloseTo(sum(FIXED), 4);
  expect(perMonth).toBeCloseTo(sum(bill) + sum(FIXED), 4);
  expect([perMonth.toFixed(2), perMillion.toFixed(2)]).toEqual(['504.28', '4.97']);
});

test('a million new events of 2 KB with one processor, a busy queue and the index cost at most $5.00, item by item', () => {
  const { rows, perMillion } = forecast(SMALL, webhooks, PRICE_GOAL.traffic);
  expect(PRICE_GOAL).toMatchObject({ dollars: 5, traffic: { bodyKb: 2, batch: 5, duplicates: 0, retries: 0 } });
  expect(SMALL.ledger).toEqual({ indexes: 1, hasBackup: true });
  const events = rows.filter(({ kind }) => kind === 'variable');
  expect(
    Object.fromEntries(
      events.map(({ service, item, perMonth }) => [`${service}: ${item}`, Number((perMonth / 100).toFixed(4))]),
    ),
  ).toEqual({
    'API Gateway: HTTP API': 1,
    'Lambda: invocations: verifier': 0.2,
    // 16 ms × 512 MB.
    'Lambda: time: verifier': 0.1067,
    // The record, its entry in the index, the claim and the completion.
    'DynamoDB: writes': 4 * 0.625,
    // 275 + 105 + 155 bytes, and 100 for each of two entries; the backup has no index.
    'DynamoDB: storage': 0.2114,
    'DynamoDB: backup': 0.1105,
    'DynamoDB: reads': 0.0007,
    'SQS: sends': 0.4,
    'SQS: receives, deletes': 0.16,
    'Lambda: invocations: processors': 0.04,
    // A fifth of 33 ms × 256 MB.
    'Lambda: time: processors': 0.022,
    // 185, 170 and 80 bytes.
    'CloudWatch: log: verifier': 0.0925,
    'CloudWatch: log: processors': 0.085,
    'CloudWatch: log: access': 0.04,
    'Secrets Manager: reads of secrets': 0.0004,
  });
  expect(perMillion).toBeLessThanOrEqual(PRICE_GOAL.dollars);
});

describe('what is not in those bills', () => {
  const traffic = plain(1_000_000);
  const costOf = (inventory: typeof SMALL, item: string, more = {}) =>
    forecast(inventory, webhooks, { ...traffic, ...more }).rows.find((row) => row.item === item)?.perMonth ?? 0;

  test('a REST API, a CDN and a web ACL cost by the request', () => {
    const inventory = { ...SMALL, entrance: 'rest-api', hasCdn: true, cdnFunctions: 1, webAcls: [2] } as const;
    expect(costOf(inventory, 'REST API')).toBeCloseTo(3.5, 6);
    expect(costOf(inventory, 'functions')).toBeCloseTo(0.1, 6);
    expect(costOf(inventory, 'rules')).toBeCloseTo(2, 6);
    // CloudFront's and WAF's.
    const requests = forecast(inventory, webhooks, traffic).rows.filter(({ item }) => item === 'requests');
    expect(requests.map(({ perMonth }) => perMonth.toFixed(2))).toEqual(['1.00', '0.60']);
  });

  test('a large body is billed by chunks of 64 KB, and goes to S3 beyond the threshold', () => {
    expect(costOf(SMALL, 'sends', { bodyKb: 100 })).toBeCloseTo(2 * 0.4, 6);
    expect(costOf(SMALL, 'sends', { bodyKb: 300 })).toBeCloseTo(0.4, 6);
    expect(costOf(SMALL, 'objects written', { bodyKb: 300 })).toBeCloseTo(5, 6);
    expect(costOf(SMALL, 'HTTP API', { bodyKb: 600 })).toBeCloseTo(2, 6);
  });

  test('an event that is given up has had all its attempts, and one message more', () => {
    const given = { deadLetters: 0.01 };
    expect(costOf(SMALL, 'sends', given)).toBeCloseTo(1.01 * 0.4, 6);
    expect(costOf(SMALL, 'writes', given)).toBeCloseTo((2 + 2 * 1.09) * 0.625, 6);
  });

  test('events that nobody wants cost the way in only', () => {
    const { rows } = forecast(SMALL, webhooks, { ...traffic, ignored: 1 });
    const services = rows.filter(({ kind }) => kind === 'variable').map(({ service, item }) => `${service} ${item}`);
    expect(services.sort()).toEqual([
      'API Gateway HTTP API',
      'CloudWatch log: access',
      'CloudWatch log: verifier',
      'Lambda invocations: verifier',
      'Lambda time: verifier',
      'Secrets Manager reads of secrets',
    ]);
  });

  test('traces are as many as X-Ray takes: the first of each second, and one in twenty of the others', () => {
    const traced = { ...SMALL, verifier: { ...SMALL.verifier, isTraced: true } };
    expect(costOf(traced, 'traces')).toBeCloseTo(5, 6);
    expect(costOf(traced, 'traces', { eventsPerMonth: 100e6 })).toBeCloseTo((2_628_000 + 0.05 * 97_372_000) * 5e-6, 6);
  });

  test('the archive costs messages, writes, objects and storage for as long as it is kept', () => {
    const archive = { memoryMb: 1024, architecture: 'arm64', isTraced: false, retentionDays: 400 } as const;
    const inventory = { ...SMALL, archive };
    expect(costOf(inventory, 'sends: archive')).toBeCloseTo(0.4, 6);
    expect(costOf(inventory, 'writes')).toBeCloseTo(5 * 0.625, 6);
    expect(costOf(inventory, 'objects written')).toBeCloseTo(8760 * 5e-6, 6);
    expect(costOf(inventory, 'storage', {})).toBeGreaterThan(0);
  });
});

test('events come evenly from the sources that processors want events of, unless it is said', () => {
  const three = defineWebhooks({
    sources: { stripe: {}, github: {}, slack: {} },
    processors: { bill: { on: { stripe: ['*'] } }, tell: { on: { github: ['push'] } } },
  });
  expect(sharesOf(three)).toEqual({ stripe: 0.5, github: 0.5, slack: 0 });
  expect(sharesOf(three, { stripe: 0.6 })).toEqual({ stripe: 0.6, github: 0.4, slack: 0 });
  expect(sharesOf(three, { slack: 0.5, stripe: 0.5 })).toEqual({ stripe: 0.5, github: 0, slack: 0.5 });
});
