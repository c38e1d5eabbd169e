import type { Command } from 'commander';
import { nearest } from '../../core/nearest.ts';
import { wrongUse } from '../cli-error.ts';
import { loadConfiguration } from '../load-configuration.ts';
import { changeConfiguration, refuseName } from '../new/change-configuration.ts';
import { projectLayout } from '../new/project-layout.ts';
import { writeNew } from '../new/write-new.ts';
import { type ProviderView, providerViews } from '../providers/provider-view.ts';
import type { Terminal } from '../terminal.ts';

interface Options {
  readonly provider?: string;
  readonly config?: string;
  readonly json?: boolean;
}

const EXAMPLES = `
Examples:
  breakwater new source github
  breakwater new source stripe-connect --provider stripe`;

/** `breakwater new source NAME`: its line in the configuration. */
export function addNewSourceCommand(parent: Command, terminal: Terminal): void {
  parent
    .command('source')
    .description('make a source: its line in the configuration')
    .argument('<name>', 'what it is called; its URL ends with it')
    .option('--provider <id>', 'who sends (default: the provider of that name)')
    .option('--config <file>', 'the configuration to add it to (default: bin/webhooks.ts, or where apps have it)')
    .option('--json', 'print a JSON object')
    .addHelpText('after', EXAMPLES)
    .action((name: string, options: Options) => newSource(name, options, terminal));
}

async function newSource(name: string, { provider = name, config, json }: Options, terminal: Terminal): Promise<void> {
  const { directory } = terminal;
  const { configuration } = projectLayout(directory, config);
  refuseName('sources', name, await loadConfiguration(directory, configuration));
  const view = knownProvider(provider, name);
  const value = sourceValue(name, view);
  const changed = await changeConfiguration(directory, configuration, { section: 'sources', name, value });
  const { settings, register, secret } = view;
  const next = [
    ...Object.entries(settings).map(([setting, { says }]) => `put in the ${setting}: ${says}`),
    ...(register ? [`register its URL: ${register.replace('NAME', name)}`] : []),
    ...(secret ? [`have its secret ready: ${secret}`] : []),
    `npx breakwater secrets set ${name} --stack STACK, once it is deployed`,
    `npx breakwater new processor PROCESSOR --on ${name}`,
  ];
  writeNew({ section: 'sources', configuration, changed, files: {}, next, json }, terminal);
}

function knownProvider(id: string, name: string): ProviderView {
  const views = providerViews();
  const view = views.find((candidate) => candidate.id === id);
  if (view) return view;
  const likely = nearest(
    id,
    views.map((candidate) => candidate.id),
  );
  const hint = id === name ? `name the provider of "${name}" with --provider` : 'see "breakwater providers"';
  throw wrongUse(
    `there is no provider "${id}"; the nearest are ${likely.join(', ')}: ${hint}; a sender of your own is added by hand, see docs/extending.md`,
  );
}

/** The settings have the values of an example: they compile, and are to be replaced. */
function sourceValue(name: string, { id, settings }: ProviderView): string {
  const given = Object.entries(settings).map(([setting, { example }]) => `${setting}: '${example}'`);
  const options = [...(id === name ? [] : [`provider: '${id}'`]), ...given];
  return options.length > 0 ? `{ ${options.join(', ')} }` : '{}';
}
