import { emfLines } from '../../core/emf.ts';

const AT = Date.UTC(2026, 0, 1);
const dimensions = { Stack: 'Webhooks', Source: 'stripe' };
const received = { name: 'Received', unit: 'Count', values: [3] } as const;
const latency = (values: readonly number[]) => ({ name: 'AckLatency', unit: 'Milliseconds', values }) as const;

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html */
test('a line says which of its members are metrics, and by which of them they are told apart', () => {
  const lines = emfLines({ at: AT, dimensions, metrics: [received, latency([12, 40])] });
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    {
      _aws: {
        Timestamp: AT,
        CloudWatchMetrics: [
          {
            Namespace: 'Breakwater',
            Dimensions: [['Stack', 'Source']],
            Metrics: [
              { Name: 'Received', Unit: 'Count' },
              { Name: 'AckLatency', Unit: 'Milliseconds' },
            ],
          },
        ],
      },
      Stack: 'Webhooks',
      Source: 'stripe',
      Received: 3,
      AckLatency: [12, 40],
    },
  ]);
});

test('values beyond the hundred that a metric of a line may have go on in another line, and none is written twice', () => {
  const values = Array.from({ length: 250 }, (_, index) => index);
  const lines = emfLines({ at: AT, dimensions, metrics: [received, latency(values)] }).map((line) => JSON.parse(line));
  expect(lines.map(({ AckLatency }) => AckLatency.length)).toEqual([100, 100, 50]);
  expect(lines.flatMap(({ AckLatency }) => AckLatency)).toEqual(values);
  expect(lines.map(({ Received }) => Received)).toEqual([3, undefined, undefined]);
});

test('metrics beyond the hundred that a line may have go on in another line', () => {
  const metrics = Array.from({ length: 101 }, (_, index) => ({ ...received, name: `m${index}` }));
  const lines = emfLines({ at: AT, dimensions, metrics }).map((line) => JSON.parse(line));
  expect(lines.map(({ _aws }) => _aws.CloudWatchMetrics[0].Metrics.length)).toEqual([100, 1]);
});

test('without a value there is no line', () => {
  expect(emfLines({ at: AT, dimensions, metrics: [latency([])] })).toEqual([]);
});
