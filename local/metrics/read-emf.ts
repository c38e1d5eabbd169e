import type { MetricSample } from './metric-store.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Saves the parsing of every other line. */
const MARK = '"CloudWatchMetrics"';

/**
 * The samples in a line of CloudWatch's Embedded Metric Format, ours or anybody's; `undefined` for a line of any other
 * kind. What is malformed in it is left out, as CloudWatch does.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export function readEmf(line: string): MetricSample[] | undefined {
  if (!line.includes(MARK)) return undefined;
  const root = parse(line);
  const { Timestamp: at, CloudWatchMetrics: directives } = fieldsOf(root._aws);
  if (typeof at !== 'number' || !Array.isArray(directives)) return undefined;
  return directives.flatMap((directive: unknown) => samplesOf(fieldsOf(directive), root, at));
}

function samplesOf({ Namespace: namespace, Dimensions: sets, Metrics: metrics }: Fields, root: Fields, at: number) {
  if (typeof namespace !== 'string' || !Array.isArray(sets) || !Array.isArray(metrics)) return [];
  return sets.flatMap((names: unknown) => {
    if (!Array.isArray(names)) return [];
    const dimensions = Object.fromEntries(names.map((name) => [String(name), String(root[String(name)] ?? '')]));
    return metrics.flatMap((each: unknown): MetricSample[] => {
      const metric = String(fieldsOf(each).Name);
      const values = [root[metric]].flat().filter((value) => typeof value === 'number');
      return values.map((value) => ({ namespace, metric, dimensions, value, at }));
    });
  });
}

function parse(line: string): Fields {
  try {
    return fieldsOf(JSON.parse(line));
  } catch {
    return {};
  }
}

const fieldsOf = (value: unknown): Fields => (typeof value === 'object' && value !== null ? { ...value } : {});
