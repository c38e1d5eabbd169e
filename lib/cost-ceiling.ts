import { CfnElement, NestedStack, Stack } from 'aws-cdk-lib';
import type { Webhooks } from '../core/configuration.ts';
import { type Forecast, forecast } from '../core/cost/forecast.ts';
import { PRICED_REGION, PRICES_READ } from '../core/cost/prices.ts';
import { readInventory } from '../core/cost/read-inventory.ts';
import type { CostedTemplate } from '../core/cost/template.ts';
import { PLAIN_TRAFFIC } from '../core/cost/traffic.ts';
import { ConfigurationError } from '../core/index.ts';

/** What a month may cost. */
export interface MonthlyCost {
  /** US dollars. */
  readonly dollars: number;
  /** The events of a month that it is meant for. */
  readonly eventsPerMonth: number;
  /** The size of an event's body, in KB. @default 2 */
  readonly bodyKb?: number;
}

export interface CostCeilingOptions {
  /**
   * What a month may cost: synthesis fails when the forecast of `breakwater cost` is higher, see docs/cost.md.
   * @default - as much as it costs
   */
  readonly maxMonthlyCost?: MonthlyCost;
}

/** How many of the dearest items are named. */
const NAMED = 3;

/**
 * Fails synthesis when a month is forecast to cost more than it may.
 * @throws {ConfigurationError} when the ceiling is none
 */
export function keepBelow(stack: Stack, webhooks: Webhooks, ceiling: MonthlyCost): void {
  refuseUnfit(ceiling);
  // Another configuration is another app: nobody is going to deploy it.
  if (stack.node.tryGetContext('config') !== undefined) return;
  const { dollars, eventsPerMonth, bodyKb = PLAIN_TRAFFIC.bodyKb } = ceiling;
  stack.node.addValidation({
    validate() {
      const inventory = readInventory(templatesOf(stack));
      const made = forecast(inventory, webhooks, { ...PLAIN_TRAFFIC, eventsPerMonth, bodyKb });
      return made.perMonth > dollars ? [tooDear(made, dollars)] : [];
    },
  });
}

function refuseUnfit(ceiling: MonthlyCost): void {
  const problems = (['dollars', 'eventsPerMonth', 'bodyKb'] as const)
    .map((name) => [name, ceiling[name]] as const)
    .filter(
      ([name, value]) => !(name === 'bodyKb' && value === undefined) && !(Number.isFinite(value) && Number(value) > 0),
    )
    .map(([name, value]) => `"maxMonthlyCost.${name}" is ${JSON.stringify(value)}; allowed: numbers over 0`);
  if (problems.length > 0) throw new ConfigurationError(problems, 'the stack');
}

function tooDear({ rows, perMonth, fixed, perMillion, traffic }: Forecast, dollars: number): string {
  const dearest = rows
    .slice(0, NAMED)
    .map(({ service, item, perMonth: each }) => `${service}, ${item} (${money(each)})`)
    .join('; ');
  return (
    `a month with ${traffic.eventsPerMonth} events of ${traffic.bodyKb} KB is forecast to cost ${money(perMonth)} ` +
    `(${money(fixed)} fixed and ${money(perMillion)} for each million events, at ${PRICED_REGION}'s list prices of ${PRICES_READ}), ` +
    `and "maxMonthlyCost" allows ${money(dollars)}. The dearest: ${dearest}. ` +
    'Run: npx breakwater cost for all items, and see docs/cost.md; or raise "maxMonthlyCost" of the stack'
  );
}

const money = (dollars: number) => `$${dollars.toFixed(2)}`;

/** The template of a stack, and those of the stacks nested in it, as they are going to be written. */
function templatesOf(stack: Stack): CostedTemplate[] {
  const nested = stack.node.findAll().filter((each) => each instanceof NestedStack);
  return [stack, ...nested].map(templateOf);
}

/** CDK tells a template only when it writes it, which is after validation; an element renders itself at any time. */
function templateOf(stack: Stack): CostedTemplate {
  const elements = stack.node.findAll().filter((each) => CfnElement.isCfnElement(each) && Stack.of(each) === stack);
  const rendered = elements.map((element) => {
    const render: unknown = Reflect.get(element, '_toCloudFormation');
    if (typeof render !== 'function')
      throw new Error('this version of aws-cdk-lib does not render an element by itself');
    return Object(stack.resolve(render.call(element))).Resources ?? {};
  });
  return { Resources: Object.assign({}, ...rendered) };
}
