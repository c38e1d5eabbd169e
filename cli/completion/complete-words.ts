import type { Argument, Option } from '@bomb.sh/tab';
import tab from '@bomb.sh/tab/commander';
import type { Command } from 'commander';
import { sampleTypes } from '../../core/catalogue/index.ts';
import type { Webhooks } from '../../core/index.ts';
import { providers } from '../../core/providers/index.ts';
import { findRuns } from '../../local/find-runs.ts';
import { loadConfiguration } from '../load-configuration.ts';
import { usualConfiguration } from '../new/project-layout.ts';
import type { NotedRun } from '../start/run-note.ts';

/** Prints what the last of some words can be completed to, for the shell's script. */
export async function completeWords(words: readonly string[], program: Command, directory: string): Promise<void> {
  const completion = tab(program);
  const names = namesFor(words, await configurationOf(directory));
  for (const [path, command] of completion.commands) {
    for (const [name, argument] of command.arguments) complete(argument, names[name === 'id' ? path : name]);
    for (const [name, option] of command.options) complete(option, names[name]);
  }
  completion.parse([...words]);
}

type Names = Readonly<Record<string, readonly string[] | undefined>>;

/** What stands for an argument or an option of a name, or for the id that a command takes. */
function namesFor(words: readonly string[], webhooks: Webhooks | undefined): Names {
  const sources = Object.keys(webhooks?.sources ?? {});
  const provider = words.flatMap((word) => webhooks?.sources[word]?.provider ?? []).at(0);
  return {
    source: sources,
    on: sources,
    processor: Object.keys(webhooks?.processors ?? {}),
    type: provider ? sampleTypes(provider) : undefined,
    provider: Object.keys(providers),
    providers: Object.keys(providers),
  };
}

function complete(one: Argument | Option, names: readonly string[] | undefined): void {
  if (names === undefined) return;
  one.handler = (add) => {
    for (const name of names) add(name, '');
  };
}

/** What runs, or what would. Whoever presses a key wants no error. */
async function configurationOf(directory: string): Promise<Webhooks | undefined> {
  const [run]: readonly NotedRun[] = findRuns();
  const file = run?.configuration ?? usualConfiguration(directory);
  return loadConfiguration(directory, file).catch(() => undefined);
}
