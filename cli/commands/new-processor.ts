import type { Command } from 'commander';
import { loadConfiguration } from '../load-configuration.ts';
import { changeConfiguration, refuseName } from '../new/change-configuration.ts';
import { processorTestText, processorText } from '../new/processor-text.ts';
import { projectLayout } from '../new/project-layout.ts';
import { readSubscriptions, type Subscriptions } from '../new/subscriptions.ts';
import { writeNew } from '../new/write-new.ts';
import type { Terminal } from '../terminal.ts';

interface Options {
  readonly on: readonly string[];
  readonly config?: string;
  readonly json?: boolean;
}

const EXAMPLES = `
Examples:
  breakwater new processor record-refund --on stripe:charge.refunded
  breakwater new processor audit --on github --on 'stripe:invoice.*,charge.*'`;

/** `breakwater new processor NAME`: its file, its test, and its line in the configuration. */
export function addNewProcessorCommand(parent: Command, terminal: Terminal): void {
  const collect = (text: string, before: readonly string[]) => [...before, text];
  parent
    .command('processor')
    .description('make the file of a processor, its test, and its line in the configuration')
    .argument('<name>', 'what it is called')
    .option('--on <source:types>', 'what it wants; may be said again (default: all of the first source)', collect, [])
    .option('--config <file>', 'the configuration to add it to (default: bin/webhooks.ts, or where apps have it)')
    .option('--json', 'print a JSON object')
    .addHelpText('after', EXAMPLES)
    .action((name: string, options: Options) => newProcessor(name, options, terminal));
}

async function newProcessor(name: string, { on: given, config, json }: Options, terminal: Terminal): Promise<void> {
  const { directory } = terminal;
  const layout = projectLayout(directory, config);
  const webhooks = await loadConfiguration(directory, layout.configuration);
  refuseName('processors', name, webhooks);
  const on = readSubscriptions(given, webhooks);
  const entry = { section: 'processors', name, value: `{ on: ${subscriptionText(on)} }` } as const;
  const processor = { name, on, webhooks, layout };
  const testFile = layout.testFile(name);
  const files = {
    [layout.processorFile(name)]: processorText(processor),
    [testFile]: processorTestText(processor),
  };
  const [source = ''] = Object.keys(on);
  const next = [
    `write what it does in ${layout.processorFile(name)}, and what it should do in ${testFile}`,
    `npx breakwater start, and in another terminal: npx breakwater trigger ${source}`,
  ];
  const changed = await changeConfiguration(directory, layout.configuration, entry);
  writeNew({ section: 'processors', configuration: layout.configuration, changed, files, next, json }, terminal);
}

function subscriptionText(on: Subscriptions): string {
  const lists = Object.entries(on).map(([source, types]) => {
    const key = source.includes('-') ? `'${source}'` : source;
    return `${key}: [${types.map((type) => `'${type}'`).join(', ')}]`;
  });
  return `{ ${lists.join(', ')} }`;
}
