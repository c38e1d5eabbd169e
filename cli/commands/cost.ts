import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { PRICED_REGION } from '../../core/cost/prices.ts';
import { readInventory } from '../../core/cost/read-inventory.ts';
import { failed, wrongUse } from '../cli-error.ts';
import { configurationIn } from '../configuration-file.ts';
import {
  type CostOptions,
  parseEvents,
  parsePositive,
  parseShare,
  parseSourceShare,
  trafficOf,
} from '../cost/cost-options.ts';
import { costPage } from '../cost/cost-page.ts';
import { costText } from '../cost/cost-text.ts';
import { costView } from '../cost/cost-view.ts';
import { readStack } from '../cost/read-stack.ts';
import { interruption } from '../interruption.ts';
import { loadConfiguration } from '../load-configuration.ts';
import { synthesize } from '../start/synthesize.ts';
import type { Terminal } from '../terminal.ts';

const NOTES = `
It reads what is deployed from the synthesized template, and what an event uses from figures that a test measures. Shares are of
the events; an event of a source goes to every processor that wants any of the source's types. docs/cost.md has more.

Examples:
  breakwater cost
  breakwater cost --events-per-month 5M --body-kb 8 --duplicates 5% --batch 5
  breakwater cost --source stripe=80% --ignored 30% --retries 2% --dead-letters 0.1%
  breakwater cost --assembly cdk.out --stack Webhooks-prod --json`;

/** `breakwater cost`: what a month is going to cost, item by item. */
export function addCostCommand(program: Command, terminal: Terminal): void {
  program
    .command('cost')
    .description('forecast what a month costs, and compare it with hosted gateways')
    .option('--events-per-month <n>', 'events that providers send, such as 50k or 1.5M', parseEvents, 1_000_000)
    .option('--body-kb <n>', 'the size of a body (default: 2)', parsePositive)
    .option('--duplicates <share>', 'events that come once more (default: 0%)', parseShare)
    .option('--ignored <share>', 'events of types that no processor wants (default: 0%)', parseShare)
    .option('--refused <share>', 'requests with a wrong signature on top (default: 0%)', parseShare)
    .option('--retries <share>', 'events that take one attempt more (default: 0%)', parseShare)
    .option('--dead-letters <share>', 'events that are given up after all attempts (default: 0%)', parseShare)
    .option('--batch <n>', 'events that an invocation gets on average (default: 1, a quiet queue)', parsePositive)
    .option('--work-ms <n>', "the time of a processor's own work on an event (default: 0)", parsePositive)
    .option('--source <name=share>', "a source's share of the events (default: evenly; repeat it)", parseSourceShare)
    .option('--region <region>', `where the stack is (prices are there of ${PRICED_REGION} only)`)
    .option('--stack <name>', 'which stack of the app (default: the only one)')
    .option('--assembly <dir>', 'read what was synthesized there (default: synthesize now)')
    .option('--config <file>', "another configuration in the place of the app's own")
    .option('--json', 'print a JSON object')
    .option('--markdown', 'print the page docs/cost.md')
    .addHelpText('after', NOTES)
    .action((options: CostOptions) => showCost(options, terminal));
}

async function showCost(options: CostOptions, terminal: Terminal): Promise<void> {
  const { out, err, directory } = terminal;
  const stack = readStack(await assemblyOf(options, terminal), options.stack);
  const resources = stack.templates.flatMap(({ Resources }) => Object.values(Resources));
  const webhooks = await loadConfiguration(directory, options.config ?? configurationIn(resources));
  const traffic = trafficOf(options, webhooks);
  const inventory = inventoryOf(stack);
  if (stack.region !== undefined && stack.region !== PRICED_REGION)
    err.write(`the stack goes to ${stack.region}, of which there are no prices here: these are of ${PRICED_REGION}`);
  if (options.markdown) return out.write(costPage(stack.name, inventory, webhooks).trimEnd());
  const view = costView(stack.name, inventory, webhooks, traffic);
  out.write(options.json ? JSON.stringify(view) : costText(view, out.colors));
}

async function assemblyOf({ assembly, config }: CostOptions, { directory, environment }: Terminal): Promise<string> {
  if (assembly !== undefined) return resolve(directory, assembly);
  const made = join(directory, '.breakwater', 'assembly-cost');
  const interrupted = interruption(environment);
  await synthesize({ directory, assembly: made, configuration: config, environment, interrupted }).catch((error) => {
    throw interrupted.aborted ? failed('interrupted while the app was synthesized: nothing was forecast') : error;
  });
  return made;
}

function inventoryOf({ name, templates }: ReturnType<typeof readStack>) {
  try {
    return readInventory(templates);
  } catch (error) {
    throw wrongUse(`the stack "${name}" cannot be forecast: ${error instanceof Error ? error.message : error}`);
  }
}
