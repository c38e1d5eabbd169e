import { emfLines } from '../../../core/emf.ts';
import { readEmf } from '../../../local/metrics/read-emf.ts';

const AT = Date.UTC(2026, 0, 1);
const dimensions = { Stack: 'Webhooks', Source: 'stripe' };

test('what our own functions write is read as it was counted', () => {
  const metrics = [
    { name: 'Received', unit: 'Count', values: [3] },
    { name: 'AckLatency', unit: 'Milliseconds', values: [12, 40] },
  ] as const;
  const [line = ''] = emfLines({ at: AT, dimensions, metrics });
  const sample = { namespace: 'Breakwater', dimensions, at: AT };
  expect(readEmf(line)).toEqual([
    { ...sample, metric: 'Received', value: 3 },
    { ...sample, metric: 'AckLatency', value: 12 },
    { ...sample, metric: 'AckLatency', value: 40 },
  ]);
});

test('a line of somebody else gives a sample for each of its sets of dimensions', () => {
  const line = JSON.stringify({
    _aws: {
      Timestamp: AT,
      CloudWatchMetrics: [{ Namespace: 'Shop', Dimensions: [[], ['Service']], Metrics: [{ Name: 'Orders' }] }],
    },
    Service: 'web',
    Orders: 2,
  });
  expect(readEmf(line)?.map(({ dimensions, value }) => [dimensions, value])).toEqual([
    [{}, 2],
    [{ Service: 'web' }, 2],
  ]);
});

test.each([
  ['a line of a log', '{"level":"info","message":"accepted"}'],
  ['text that mentions them', 'the "CloudWatchMetrics" are missing'],
  ['a line without a time', '{"_aws":{"CloudWatchMetrics":[]}}'],
])('%s is no metric', (_, line) => {
  expect(readEmf(line)).toBeUndefined();
});

test('what is malformed is left out', () => {
  const line = `{"_aws":{"Timestamp":1,"CloudWatchMetrics":[null,{"Namespace":"A","Dimensions":[["B"]],"Metrics":[{"Name":"C"},{"Name":"D"},null]}]},"C":"12","D":1}`;
  expect(readEmf(line)).toEqual([{ namespace: 'A', metric: 'D', dimensions: { B: '' }, value: 1, at: 1 }]);
});
