import { cheaperText, hostedText } from './cost-text.ts';
import { compare } from './cost-view.ts';
import { markdownTable } from './markdown-table.ts';
import { count, money } from './numbers.ts';

/**
 * What the page says of hosted gateways.
 * @param ours - dollars of a month with so many events
 */
export function hostedSection(ours: (events: number) => number): string {
  const comparison = compare(ours);
  const { volumes, hosted } = comparison;
  const rows = [
    ['**this stack**', ...comparison.ours.map(money), ''],
    ...hosted.map((plan) => [plan.name, ...plan.perMonth.map(hostedText), cheaperText(plan)]),
  ];
  return `## Compared with hosted gateways

Dollars a month by list price, one event an invocation. A dash: the plan does not go so far. ≥: from this price, and more is
metered at a price that the list did not say when it was read.

${markdownTable(['Events a month', ...volumes.map(count), 'This stack is cheaper'], rows)}

**Where they are cheaper.** With a few thousand events a month free plans cost nothing, and this stack has its fixed part; so it has
in each further stage. A flat price is cheaper than any price by the event once there are enough of them, as far as the plan
goes. They also need nobody who knows AWS, and their consoles, support and promises of uptime are in the price. What is left to
you in either case is to run the code that processes the events: here its function is in the forecast, there it is not.

**Where this stack is.** The last column says it: against whatever is priced by the event, once there are enough of them; and
against a flat price that is above the fixed part, until there are too many.

${markdownTable(
  ['Plan', 'Base', 'Includes', 'Beyond', 'Note', 'Read'],
  hosted.map(({ name, base, included, perEvent, most, note, source, read }) => [
    `[${name}](${source})`,
    money(base),
    count(included),
    beyondText(perEvent, most),
    note,
    read,
  ]),
)}

Convoy's price and Hookdeck's throughput are as a competitor of theirs tells them; look at the lists before you decide.`;
}

function beyondText(perEvent: number | undefined, most: number | undefined): string {
  if (perEvent !== undefined) return `$${perEvent} an event`;
  return most === undefined ? 'metered' : 'nothing more';
}
