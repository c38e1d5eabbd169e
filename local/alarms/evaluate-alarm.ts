import type { MetricStore } from '../metrics/metric-store.ts';
import type { AlarmState, MetricAlarm } from './alarm-definition.ts';

/** CloudWatch moves an alarm's periods on by a minute at a time. */
const STEP_MS = 60_000;

/**
 * The state of an alarm at a moment, in milliseconds since 1970. The minute that is going on counts already, since nobody waits
 * here for it to end.
 * @param before - the state until then
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html#alarms-and-missing-data
 */
export function evaluateAlarm(
  alarm: MetricAlarm,
  store: Pick<MetricStore, 'query'>,
  now: number,
  before: AlarmState,
): AlarmState {
  const values = valuesOf(alarm, store, now);
  const { missing, datapoints, isBreaching } = alarm;
  const known = values.filter((value) => value !== undefined);
  if (missing === 'missing' && known.length === 0) return 'INSUFFICIENT_DATA';
  if (missing === 'ignore' && known.length < values.length) return before;
  const breaching = values.filter((value) => (value === undefined ? missing === 'breaching' : isBreaching(value)));
  return breaching.length >= datapoints ? 'ALARM' : 'OK';
}

/** What the alarm looks at, in each of its periods, the oldest first. */
function valuesOf(alarm: MetricAlarm, store: Pick<MetricStore, 'query'>, now: number): (number | undefined)[] {
  const { periodSeconds, periods, metrics, expression } = alarm;
  const periodMs = periodSeconds * 1000;
  const end = (Math.floor(now / STEP_MS) + 1) * STEP_MS;
  const from = end - periods * periodMs;
  const series = metrics.map(({ id, ...metric }) => {
    const found = store.query({ ...metric, periodSeconds, from, to: end, origin: end % periodMs });
    return [id, new Map(found.map(({ at, value }) => [at, value]))] as const;
  });
  return Array.from({ length: periods }, (_, index) => {
    const at = from + index * periodMs;
    return expression(Object.fromEntries(series.map(([id, byTime]) => [id, byTime.get(at)])));
  });
}
