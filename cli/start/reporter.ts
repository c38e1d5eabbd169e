import type { LocalRunOptions } from '../../local/local-run.ts';
import type { Output } from '../terminal.ts';
import { linkIds } from './link-ids.ts';
import { logLines } from './live-log.ts';
import { stepsOf } from './steps-of.ts';

export interface ReporterOptions {
  readonly output: Output;
  /** The run's own URL, where ids are to be links to its console. @default - no links */
  readonly origin: string | undefined;
}

/** Tells what a run reports: steps first, and the log once it is ready. */
export function reporter({ output, origin }: ReporterOptions, isReady: () => boolean): LocalRunOptions['report'] {
  const step = stepsOf(output);
  return (message) => {
    if (message.kind === 'progress' && !isReady()) return step(message.text);
    const lines = logLines(message, new Date(), output.colors);
    for (const line of origin === undefined ? lines : linkIds(lines, message, origin)) output.write(line);
  };
}
