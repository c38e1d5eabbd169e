import { evaluateAlarm } from '../../../local/alarms/evaluate-alarm.ts';
import { readAlarm } from '../../../local/alarms/read-alarm.ts';
import { createMetricStore } from '../../../local/metrics/metric-store.ts';

const NOON = Date.UTC(2026, 0, 1, 12);
const MINUTE = 60_000;

/** Samples by minutes after noon. */
function storeOf(samples: readonly (readonly [minute: number, value: number])[], metric = 'Errors') {
  const store = createMetricStore();
  for (const [minute, value] of samples)
    store.put({
      namespace: 'AWS/Lambda',
      metric,
      dimensions: { FunctionName: 'f' },
      value,
      at: NOON + minute * MINUTE,
    });
  return store;
}

const alarm = (more: Parameters<typeof readAlarm>[1] = {}) =>
  readAlarm(
    { name: 'errors', arn: 'arn:errors' },
    {
      Namespace: 'AWS/Lambda',
      MetricName: 'Errors',
      Dimensions: [{ Name: 'FunctionName', Value: 'f' }],
      Statistic: 'Sum',
      Period: 300,
      EvaluationPeriods: 1,
      Threshold: 2,
      ComparisonOperator: 'GreaterThanThreshold',
      TreatMissingData: 'notBreaching',
      ...more,
    },
  );

const at = (minute: number) => NOON + minute * MINUTE + 30_000;
const state = (of: ReturnType<typeof alarm>, store: ReturnType<typeof storeOf>, minute: number) =>
  evaluateAlarm(of, store, at(minute), 'OK');

test('a period ends with the minute that is going on, wherever the clock stands', () => {
  const store = storeOf([
    [3, 1],
    [5, 1],
    [7, 1],
  ]);
  expect([3, 6, 7, 8].map((minute) => state(alarm(), store, minute))).toEqual(['OK', 'OK', 'ALARM', 'OK']);
});

test('every period has to be breaching, or as many as are asked for', () => {
  const store = storeOf([
    [1, 5],
    [11, 5],
  ]);
  expect(state(alarm({ EvaluationPeriods: 3 }), store, 14)).toBe('OK');
  expect(state(alarm({ EvaluationPeriods: 3, DatapointsToAlarm: 2 }), store, 14)).toBe('ALARM');
});

test.each([
  ['breaching', 'ALARM'],
  ['notBreaching', 'OK'],
  ['ignore', 'OK'],
  ['missing', 'INSUFFICIENT_DATA'],
] as const)('without any data, and %s, it is %s', (TreatMissingData, expected) => {
  expect(state(alarm({ TreatMissingData }), storeOf([]), 0)).toBe(expected);
});

test('a percentile is over the whole period', () => {
  const slow = alarm({ Statistic: undefined, ExtendedStatistic: 'p50' } as object);
  const store = storeOf([
    [0, 1],
    [1, 10],
    [2, 10],
  ]);
  expect(state(slow, store, 2)).toBe('ALARM');
  expect(state(slow, store, 0)).toBe('OK');
});

test('what is computed from several is compared', () => {
  const metric = (Id: string, MetricName: string) => ({
    Id,
    ReturnData: false,
    MetricStat: {
      Metric: { Namespace: 'AWS/Lambda', MetricName, Dimensions: [{ Name: 'FunctionName', Value: 'f' }] },
      Period: 60,
      Stat: 'Maximum',
    },
  });
  const Metrics = [{ Id: 'sum', Expression: 'a + b' }, metric('a', 'A'), metric('b', 'B')];
  const computed = alarm({ Metrics, EvaluationPeriods: 2 });
  const store = storeOf(
    [
      [0, 2],
      [1, 2],
    ],
    'A',
  );
  expect(state(computed, store, 1)).toBe('OK');
  for (const minute of [0, 1])
    store.put({ namespace: 'AWS/Lambda', metric: 'B', dimensions: { FunctionName: 'f' }, value: 1, at: at(minute) });
  expect(state(computed, store, 1)).toBe('ALARM');
  expect(state(computed, store, 2)).toBe('OK');
});

test('an alarm of a kind that is not known is refused', () => {
  expect(() => alarm({ ComparisonOperator: 'GreaterThanUpperThreshold' })).toThrow('which a local run cannot');
});
