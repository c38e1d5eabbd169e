import type { MetricSample } from '../../../local/metrics/metric-store.ts';
import { serviceMetrics } from '../../../local/metrics/service-metrics.ts';

function open() {
  const samples: MetricSample[] = [];
  const services = serviceMetrics({ put: (sample) => samples.push(sample) }, () => 7);
  const valuesOf = (dimensions: Record<string, string>) =>
    Object.fromEntries(
      samples
        .filter((sample) => JSON.stringify(sample.dimensions) === JSON.stringify(dimensions))
        .map(({ metric, value }) => [metric, value]),
    );
  return { services, valuesOf };
}

test.each([
  ['http-api', { ApiId: 'abc' }, { Count: 1, '4xx': 0, '5xx': 1, Latency: 12 }],
  ['rest-api', { ApiName: 'Hooks' }, { Count: 1, '4XXError': 0, '5XXError': 1, Latency: 12 }],
] as const)('a request to an %s counts under the names of that', (kind, api, values) => {
  const { services, valuesOf } = open();
  services.answered({ kind, apiId: 'abc', apiName: 'Hooks', stage: 'live', status: 503, ms: 12 });
  expect(valuesOf(api)).toEqual(values);
  expect(valuesOf({ ...api, Stage: 'live' })).toEqual(values);
});

test.each(['failed', 'timed-out', 'answered'] as const)(
  'an invocation that %s is an error unless it answered',
  (kind) => {
    const { services, valuesOf } = open();
    services.invoked('Hooks-Verifier', ['live'], kind, 5);
    const values = { Invocations: 1, Errors: kind === 'answered' ? 0 : 1, Throttles: 0, Duration: 5 };
    expect(valuesOf({ FunctionName: 'Hooks-Verifier' })).toEqual(values);
    expect(valuesOf({ FunctionName: 'Hooks-Verifier', Resource: 'Hooks-Verifier:live' })).toEqual(values);
  },
);

test.each([
  ['PutItem', 'WriteThrottleEvents'],
  ['UpdateItem', 'WriteThrottleEvents'],
  ['Query', 'ReadThrottleEvents'],
  ['BatchGetItem', 'ReadThrottleEvents'],
])('a throttled %s is one of the %s of its table', (operation, metric) => {
  const { services, valuesOf } = open();
  services.throttled('Ledger', operation);
  expect(valuesOf({ TableName: 'Ledger' })).toEqual({ [metric]: 1 });
});
