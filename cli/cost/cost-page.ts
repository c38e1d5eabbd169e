import type { Webhooks } from '../../core/configuration.ts';
import { verifierMs } from '../../core/cost/billed-ms.ts';
import { type Forecast, forecast } from '../../core/cost/forecast.ts';
import type { Inventory } from '../../core/cost/inventory.ts';
import { PRICE_GOAL } from '../../core/cost/price-goal.ts';
import { PRICED_REGION, PRICES, PRICES_READ } from '../../core/cost/prices.ts';
import { PLAIN_TRAFFIC, type Traffic } from '../../core/cost/traffic.ts';
import {
  ACCESS_LOG_BYTES,
  AWS_CALL_MS,
  CALLS,
  CPU_MS,
  ENVELOPE_BYTES,
  LEDGER_BYTES,
  LOG_BYTES,
} from '../../core/cost/usage.ts';
import { type Volume, volumeOf } from '../../core/cost/volume.ts';
import { hostedSection } from './hosted-section.ts';
import { markdownTable } from './markdown-table.ts';
import { count, money, price } from './numbers.ts';
import { differences, variations } from './variations.ts';

/** The traffic that the page is about: what comes in, and how busy the queues are then. */
const PROFILES: readonly Traffic[] = [
  { ...PLAIN_TRAFFIC, eventsPerMonth: 10_000 },
  { ...PLAIN_TRAFFIC, eventsPerMonth: 1_000_000 },
  PRICE_GOAL.traffic,
];

const BUSY = PRICE_GOAL.traffic;

/** The page docs/cost.md. */
export function costPage(stack: string, inventory: Inventory, webhooks: Webhooks): string {
  const forecasts = PROFILES.map((traffic) => forecast(inventory, webhooks, traffic));
  const costOf = (traffic: Traffic, other: Partial<Inventory> = {}, configuration = webhooks) =>
    forecast({ ...inventory, ...other }, configuration, traffic);
  const ours = (eventsPerMonth: number) => costOf({ ...PLAIN_TRAFFIC, eventsPerMonth }).perMonth;
  return `${introduction(stack, inventory, webhooks)}
${summary(forecasts)}

## Item by item

In dollars a month. Items that no event brings about are marked as fixed.

${items(forecasts)}

${differencesSection(differences(BUSY, inventory, costOf))}

## What other choices cost

Dollars more for each million events, on a busy queue.

${choices(variations(BUSY, inventory, webhooks, costOf))}

${hostedSection(ours)}

${measured(inventory, volumeOf(inventory, webhooks, BUSY))}

${ceiling}

## Prices

${prices()}
`;
}

const choices = (lines: ReturnType<typeof variations>) =>
  markdownTable(
    ['', 'Per million'],
    lines.map(([what, more]) => [what, `${more < 0 ? '−' : '+'}${money(Math.abs(more))}`]),
  );

const prices = () =>
  markdownTable(
    ['', 'Dollars', 'For', 'Source'],
    Object.entries(PRICES).map(([name, { dollars, unit, source }]) => [
      `\`${name}\``,
      price(dollars),
      unit,
      `<${source}>`,
    ]),
  );

const introduction = (stack: string, { processors }: Inventory, { sources }: Webhooks) => `# What it costs

\`npx breakwater cost\` reads the synthesized template, and says item by item what a month is going to cost. Say what comes in:

\`\`\`sh
npx breakwater cost --events-per-month 5M --body-kb 8 --duplicates 5% --retries 2% --batch 5
npx breakwater cost --source stripe=80% --ignored 30% --work-ms 200 --json
\`\`\`

This page is made by \`npx breakwater cost --markdown > docs/cost.md\`, for the sample: the stack \`${stack}\` with
${Object.keys(sources).length} sources and ${Object.keys(processors).length} processors, each event going to one of them. Bodies have ${PLAIN_TRAFFIC.bodyKb} KB. The prices are list prices of ${PRICED_REGION},
read in ${PRICES_READ}, of the first tier and without the free tier. There are none of other regions here; most are dearer.
`;

const summary = (forecasts: readonly Forecast[]) =>
  markdownTable(
    ['Events a month', 'Events an invocation gets', 'Fixed', 'Per million', 'A month'],
    forecasts.map(({ traffic, fixed, perMillion, perMonth }) => [
      count(traffic.eventsPerMonth),
      String(traffic.batch),
      money(fixed),
      money(perMillion),
      `**${money(perMonth)}**`,
    ]),
  );

function items(forecasts: readonly Forecast[]): string {
  const last = forecasts.at(-1)?.rows ?? [];
  const all = [...last, ...forecasts.flatMap(({ rows }) => rows)];
  const names = [...new Map(all.map((row) => [`${row.service} ${row.item}`, row])).values()];
  const ordered = [...names.filter(({ kind }) => kind === 'variable'), ...names.filter(({ kind }) => kind === 'fixed')];
  return markdownTable(
    ['Service', 'Item', 'Each', ...forecasts.map(({ traffic }) => count(traffic.eventsPerMonth))],
    ordered.map(({ service, item, kind, unit, unitPrice }) => [
      service,
      kind === 'fixed' ? `${item} (fixed)` : item,
      `${price(unitPrice)}, ${unit}`,
      ...forecasts.map(({ rows }) =>
        money(rows.find((row) => row.service === service && row.item === item)?.perMonth ?? 0),
      ),
    ]),
  );
}

function differencesSection({ whole, parts, rest }: ReturnType<typeof differences>): string {
  return `## What a million events cost, and why

The protocol alone was estimated at $4.21 for a million events on a busy queue (five events an invocation), and at $5.09 on a
quiet one. The forecast is ${money(whole)} on a busy queue. The difference is what the estimate left out:

${markdownTable(
  ['', 'Per million'],
  [...parts.map(([what, dollars]) => [what, money(dollars)]), ['the rest, which is what was estimated', money(rest)]],
)}

${goal(whole)}`;
}

const goal = (whole: number) =>
  `The goal is ${money(PRICE_GOAL.dollars)}, which is ${whole > PRICE_GOAL.dollars ? 'missed' : 'met'} by ${money(Math.abs(PRICE_GOAL.dollars - whole))}. What is added is there for a reason: \`events list\` and
the reconciliation find events by the index, which is written once for each event and never changed; backups bring the ledger back;
the access log shows requests that never reach the verifier.`;

/** One number where the processors have the same memory. */
const timesOf = (processors: Volume['processors']) =>
  [...new Set(Object.values(processors).map(({ invocationMs }) => invocationMs))].join(' or ');

const measured = ({ verifier }: Inventory, { processors }: Volume) => `## What an event uses

A test runs the very functions and counts ([\`core/cost/usage.ts\`](../core/cost/usage.ts)): it fails when they come to use more.

| | Calls to AWS | Bytes of log |
| --- | --- | --- |
| a new event | ${CALLS.record} write, and a send to each processor | up to ${LOG_BYTES.taken} |
| a duplicate | ${CALLS.duplicate} write that is refused | up to ${LOG_BYTES.taken} |
| an event that nobody wants | ${CALLS.ignored} | up to ${LOG_BYTES.taken} |
| a forged request | ${CALLS.kept} to keep it, up to 100 a minute and source; then none | up to ${LOG_BYTES.refused} |
| an attempt of a processor | ${CALLS.attempt} writes | up to ${LOG_BYTES.done}, or ${LOG_BYTES.failed} when it fails |

An event has up to ${LEDGER_BYTES.item} bytes in the ledger, ${LEDGER_BYTES.custody} for each processor, and ${LEDGER_BYTES.entry} in the index; its message has ${ENVELOPE_BYTES} more than its body.
A write is billed for each KB of the item, so each is one unit up to ${Math.floor((1024 - LEDGER_BYTES.item) / LEDGER_BYTES.custody)} processors an event.

A line of the access log has up to ${ACCESS_LOG_BYTES} bytes. A new event takes the verifier ${CPU_MS.request} ms of CPU; a processor takes ${CPU_MS.invocation} ms for an invocation and ${CPU_MS.attempt} ms for each attempt,
as measured on the functions as they are deployed ([performance.md](performance.md)).

**Estimated**, since nothing here runs on AWS: that a call to DynamoDB or SQS takes ${AWS_CALL_MS} ms, and that a function with less memory than
comes with a whole vCPU (1,769 MB) takes longer for its CPU in proportion. So Lambda bills ${verifierMs(verifier)} ms for a request, and ${timesOf(processors)} ms for an
invocation of a processor with ${BUSY.batch} events, besides your own work (\`--work-ms\`). A secret is read by one instance for each
request at work. **Assumed**: five pollers look at each queue; storage is that of a stack that has run for longer than it keeps
anything; metrics that have values in some hours only are billed for those. **Not counted**: starts of functions, data that
leaves AWS (the answers, some $0.03 a million), storage of logs, 26 bytes for each line of them ($0.04 a million, should CloudWatch
bill what it counts against the size of a batch), what your processors call, slots of \`maxPerSecond\`, alarm mails, taxes and
support. \`breakwater cost\` names what a stack deploys besides, such as tables of your own.`;

const ceiling = `## A ceiling

\`\`\`ts
new WebhookStack(app, 'Webhooks', {
  maxMonthlyCost: { dollars: 50, eventsPerMonth: 2_000_000, bodyKb: 4 },
});
\`\`\`

Synthesis fails when the forecast for that traffic is higher, and names the three dearest items: whoever turns on something dear
learns of it before it is deployed. It limits no bill; AWS Budgets warns of one.`;
