import type { Webhooks } from '../../core/configuration.ts';
import { type Forecast, forecast, perMillion } from '../../core/cost/forecast.ts';
import { cheaperRange, type EventRange, HOSTED_PLANS, type HostedPlan, hostedCost } from '../../core/cost/hosted.ts';
import type { Inventory } from '../../core/cost/inventory.ts';
import { PRICED_REGION, PRICES_READ } from '../../core/cost/prices.ts';
import type { CostRow } from '../../core/cost/row.ts';

/** The volumes at which hosted gateways are compared, in events a month. */
export const COMPARED_VOLUMES = [10_000, 100_000, 1_000_000, 10_000_000, 100_000_000];

/** How a plan compares with the stack. */
export interface HostedView extends HostedPlan {
  /** Dollars a month for each of the compared volumes; null where the plan does not go so far. */
  readonly perMonth: readonly ({ readonly dollars: number; readonly isLeast: boolean } | null)[];
  /** Where the stack is cheaper; absent when it nowhere is. */
  readonly stackIsCheaper?: EventRange | undefined;
}

/** The stack at the compared volumes, and what hosted gateways cost there. */
export interface Comparison {
  readonly volumes: readonly number[];
  readonly ours: readonly number[];
  readonly hosted: readonly HostedView[];
}

/** Everything that `breakwater cost` tells. */
export interface CostView extends Omit<Forecast, 'rows'> {
  readonly stack: string;
  readonly region: string;
  readonly pricesRead: string;
  readonly rows: readonly (CostRow & { readonly perMillion: number })[];
  readonly comparison: Comparison;
  readonly notCounted: readonly string[];
}

/** What is told of a forecast. */
export function costView(
  stack: string,
  inventory: Inventory,
  webhooks: Webhooks,
  traffic: Forecast['traffic'],
): CostView {
  const made = forecast(inventory, webhooks, traffic);
  return {
    ...made,
    stack,
    region: PRICED_REGION,
    pricesRead: PRICES_READ,
    rows: made.rows.map((row) => ({
      ...row,
      perMillion: row.kind === 'fixed' ? 0 : perMillion(row.perMonth, traffic),
    })),
    comparison: compare((eventsPerMonth) => forecast(inventory, webhooks, { ...traffic, eventsPerMonth }).perMonth),
    notCounted: inventory.notCounted,
  };
}

/** The stack at the compared volumes, next to hosted gateways. */
export function compare(ours: (events: number) => number): Comparison {
  return {
    volumes: COMPARED_VOLUMES,
    ours: COMPARED_VOLUMES.map(ours),
    hosted: HOSTED_PLANS.map((plan) => ({
      ...plan,
      perMonth: COMPARED_VOLUMES.map((events) => hostedCost(plan, events) ?? null),
      stackIsCheaper: cheaperRange(plan, ours),
    })),
  };
}
