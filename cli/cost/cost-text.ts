import { table } from '../table.ts';
import type { Output } from '../terminal.ts';
import type { Comparison, CostView, HostedView } from './cost-view.ts';
import { count, money, price, quantity } from './numbers.ts';

/** The forecast as a person reads it. */
export function costText(view: CostView, colors: Output['colors']): string {
  const { stack, region, pricesRead, traffic, fixed, perMillion, perMonth, notCounted, comparison } = view;
  const head = `${colors.bold(stack)}: ${count(traffic.eventsPerMonth)} events of ${traffic.bodyKb} KB a month, list prices of ${region} read in ${pricesRead}, without the free tier`;
  const sum = `${money(fixed)} a month, and ${money(perMillion)} for each million events: ${colors.bold(`${money(perMonth)} a month`)}`;
  return [
    head,
    '',
    rowsTable(view, colors),
    '',
    sum,
    ...(notCounted.length > 0 ? [colors.dim(`Not counted: ${notCounted.join(', ')}`)] : []),
    '',
    'The same traffic with hosted gateways, in dollars a month:',
    comparisonTable(comparison, colors),
    colors.dim('≥: from this price, and the list does not say what is metered. docs/cost.md has the sources.'),
  ].join('\n');
}

function rowsTable({ rows }: CostView, colors: Output['colors']): string {
  const ordered = [...rows.filter(({ kind }) => kind === 'variable'), ...rows.filter(({ kind }) => kind === 'fixed')];
  return table(
    ['SERVICE', 'ITEM', 'QUANTITY', 'OF', 'EACH', 'PER MILLION', 'PER MONTH'],
    ordered.map((row) => [
      row.service,
      row.item,
      quantity(row.quantity),
      row.unit,
      price(row.unitPrice),
      row.kind === 'fixed' ? 'fixed' : money(row.perMillion),
      money(row.perMonth),
    ]),
    colors,
  );
}

function comparisonTable({ volumes, ours, hosted }: Comparison, colors: Output['colors']): string {
  return table(
    ['EVENTS A MONTH', ...volumes.map(count), 'THIS STACK IS CHEAPER'],
    [
      ['this stack', ...ours.map(money), ''],
      ...hosted.map((plan) => [plan.name, ...plan.perMonth.map(hostedText), cheaperText(plan)]),
    ],
    colors,
  );
}

/** A plan's price at some volume. */
export const hostedText = (cost: HostedView['perMonth'][number]) =>
  cost === null ? '–' : `${cost.isLeast ? '≥ ' : ''}${money(cost.dollars)}`;

/** Where the stack is cheaper than a plan, in words. */
export function cheaperText({ stackIsCheaper: range, perEvent, included }: HostedView): string {
  if (!range) return 'nowhere';
  if (range.from === undefined && range.to === undefined) return 'everywhere';
  if (range.to === undefined) return `from ${count(range.from ?? 0)}`;
  // Beyond, nobody knows what is metered.
  const least = perEvent === undefined && range.to > included ? 'at least ' : '';
  return `${range.from === undefined ? '' : `from ${count(range.from)} `}up to ${least}${count(range.to)}`;
}
