import type { Report } from '../../local/report.ts';
import type { Output } from '../terminal.ts';
import { linkIds } from './link-ids.ts';
import { logLines } from './live-log.ts';
import { stepsOf } from './steps-of.ts';

export interface ReporterOptions {
  readonly output: Output;
  /** The link that opens the console, once it is open: ids are links to it. @default - no links */
  readonly console?: () => string | undefined;
}

/** Tells what a run reports: steps first, and the log once it is ready. */
export function reporter({ output, console }: ReporterOptions, isReady: () => boolean): Report {
  const step = stepsOf(output);
  return (message) => {
    if (message.kind === 'progress' && !isReady()) return step(message.text);
    const lines = logLines(message, new Date(), output.colors);
    const link = console?.();
    for (const line of link === undefined ? lines : linkIds(lines, message, link)) output.write(line);
  };
}
