import { resolve } from 'node:path';
import type { Webhooks } from '../../core/index.ts';
import type { LocalRun, LocalRunOptions } from '../../local/local-run.ts';
import { configurationFile } from '../configuration-file.ts';
import { loadConfiguration } from '../load-configuration.ts';
import type { Output, Terminal } from '../terminal.ts';
import type { checkStart } from './check-start.ts';
import { generateSecret } from './generate-secret.ts';
import { unusableSecrets } from './read-secrets.ts';
import { reporter } from './reporter.ts';
import { noteRun } from './run-note.ts';
import { startConsole } from './start-console.ts';
import type { SynthesisOptions } from './synthesize.ts';

/** What is wanted of a run, once it is known that it can be had. */
export interface RunOptions
  extends Pick<LocalRunOptions, 'engine' | 'publicUrl'>,
    Awaited<ReturnType<typeof checkStart>> {
  /** Whether ids in the log are links to the console. */
  readonly links: boolean;
}

export interface AssemblySurroundings {
  readonly synthesis: SynthesisOptions;
  readonly terminal: Terminal;
  readonly output: Output;
  readonly startLocalRun: (options: LocalRunOptions) => Promise<LocalRun>;
}

/** A local run with its console. */
export interface Started {
  readonly run: LocalRun;
  readonly synthesis: SynthesisOptions;
  readonly configuration: string;
  /** The configuration of the moment. */
  readonly webhooks: () => Webhooks;
  /** Goes over to what has been synthesized anew. */
  readonly reload: () => Promise<void>;
  /** Where things are kept. @default - nowhere */
  readonly data: string | undefined;
  /** The link that opens the console. */
  readonly consoleUrl: string;
}

/** Runs what was synthesized, and opens the console of it. */
export async function runAssembly(
  { assembly, port, engine, data, secrets, publicUrl, links }: RunOptions,
  { synthesis, terminal, output, startLocalRun }: AssemblySurroundings,
): Promise<Started> {
  const { directory, interrupted } = synthesis;
  const configuration = configurationFile(assembly);
  let webhooks = await loadConfiguration(directory, configuration);
  for (const warning of unusableSecrets(secrets ?? {}, webhooks)) output.write(output.colors.yellow(warning));

  const dataDirectory = data === undefined ? undefined : resolve(directory, data);
  const current = () => webhooks;
  const console = startConsole({
    data: dataDirectory,
    webhooks: current,
    assembly,
    terminal,
    signal: interrupted,
    output,
  });
  let isReady = false;
  const run = await startLocalRun({
    assembly,
    port,
    engine,
    // The sources of the moment: a reload may bring others.
    generateSecret: (source) => generateSecret(webhooks.sources[source.split('/')[0] ?? '']?.provider.scheme),
    ...(dataDirectory !== undefined && { dataDirectory }),
    ...(secrets && { secrets }),
    ...(publicUrl !== undefined && { publicUrl }),
    report: console.listening(reporter({ output, ...(links && { console: console.url }) }, () => isReady)),
    frontDesk: console.answer,
    onDelivery: console.onDelivery,
  });
  isReady = true;
  const consoleUrl = await console.open(run);
  noteRun(run.url, { configuration, consoleUrl });
  const reload = async () => {
    const file = configurationFile(assembly);
    webhooks = await loadConfiguration(directory, file);
    await run.reload(assembly);
    noteRun(run.url, { configuration: file, consoleUrl });
  };
  return { run, synthesis, configuration, webhooks: current, data, reload, consoleUrl };
}
