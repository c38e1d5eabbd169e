import { basename, dirname, join, resolve } from 'node:path';
import type { Output } from '../terminal.ts';
import { type SynthesisOptions, synthesize } from './synthesize.ts';
import { type Watched, watchSources } from './watch-sources.ts';

export interface KeepCurrentOptions {
  readonly synthesis: SynthesisOptions;
  /** The configuration that runs. */
  readonly configuration: string;
  /** Goes over to what has been synthesized. */
  readonly reload: () => Promise<void>;
  readonly output: Output;
}

/** Goes over to a changed configuration, app or construct as soon as it synthesizes, until the run is interrupted. */
export async function keepCurrent({ synthesis, configuration, reload, output }: KeepCurrentOptions): Promise<void> {
  const { directory, interrupted } = synthesis;
  const { write, colors } = output;
  let turn: Promise<void> = Promise.resolve();
  let failed = false;

  const renew = async () => {
    if (interrupted.aborted) return;
    try {
      write(colors.dim('something changed: synthesizing'));
      await synthesize(synthesis);
      await reload();
      failed = false;
      write(colors.green('the change is live'));
    } catch (error) {
      failed = true;
      if (interrupted.aborted) return;
      write(`${colors.red('error:')} ${error instanceof Error ? error.message : error}`);
      write(colors.dim('everything goes on as it was before the change'));
    }
  };
  const changed = () => {
    turn = turn.then(renew);
  };

  watchSources(watchedFor(directory, configuration), changed, interrupted);
  // A change in a handler is live without a synthesis, unless it is what the last one failed for.
  watchSources([{ directory: join(directory, 'lambda') }], () => failed && changed(), interrupted);
  if (!interrupted.aborted) await new Promise((stop) => interrupted.addEventListener('abort', stop));
  await turn;
}

function watchedFor(directory: string, configuration: string): Watched[] {
  const file = resolve(directory, configuration);
  const sources = ['bin', 'lib', 'core'].map((name) => ({ directory: join(directory, name) }));
  const isCovered = sources.some((source) => file.startsWith(join(source.directory, '/')));
  return [
    ...sources,
    { directory, file: 'cdk.json' },
    ...(isCovered ? [] : [{ directory: dirname(file), file: basename(file) }]),
  ];
}
