import type { Webhooks } from '../configuration.ts';
import { fixedRows } from './fixed-rows.ts';
import { functionRows } from './function-rows.ts';
import { ingressRows } from './ingress-rows.ts';
import type { Inventory } from './inventory.ts';
import { countMetrics } from './metric-count.ts';
import { queueRows } from './queue-rows.ts';
import type { CostRow } from './row.ts';
import { storeRows } from './store-rows.ts';
import type { Traffic } from './traffic.ts';
import { volumeOf } from './volume.ts';

/** What a month is going to cost, in dollars. */
export interface Forecast {
  readonly traffic: Traffic;
  /** The dearest first. */
  readonly rows: readonly CostRow[];
  readonly fixed: number;
  readonly variable: number;
  readonly perMonth: number;
  /** The variable part of a million events. */
  readonly perMillion: number;
}

/** Forecasts what a month costs when such traffic comes to what is deployed. */
export function forecast(inventory: Inventory, webhooks: Webhooks, traffic: Traffic): Forecast {
  const volume = volumeOf(inventory, webhooks, traffic);
  const rows = [
    ...ingressRows(inventory, webhooks, traffic, volume),
    ...functionRows(inventory, volume),
    ...queueRows(inventory, webhooks, traffic, volume),
    ...storeRows(inventory, traffic, volume),
    ...fixedRows(inventory, countMetrics(inventory, webhooks, traffic, volume)),
  ].sort((left, right) => right.perMonth - left.perMonth);
  const total = (kind: CostRow['kind']) =>
    rows.filter((row) => row.kind === kind).reduce((sum, { perMonth }) => sum + perMonth, 0);
  const variable = total('variable');
  const fixed = total('fixed');
  return {
    traffic,
    rows,
    fixed,
    variable,
    perMonth: fixed + variable,
    perMillion: perMillion(variable, traffic),
  };
}

/** What so many dollars a month are for a million events. */
export const perMillion = (dollars: number, { eventsPerMonth }: Traffic) => (dollars / eventsPerMonth) * 1e6;
