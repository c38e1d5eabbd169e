import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseJson } from '../../core/content.ts';
import { RUNS_DIRECTORY, type RunFile } from '../../local/run-file.ts';
import { writeAtomically } from '../../local/write-atomically.ts';

/** A local run's file, with what `start` adds to it. */
export interface NotedRun extends RunFile {
  /** The configuration that it runs: `trigger` has to sign as that one says. @default - bin/webhooks.ts */
  readonly configuration?: string;
  /** The link that opens its console. @default - it has none */
  readonly consoleUrl?: string;
}

/** Adds to the file of a run that is up what only `start` knows. */
export function noteRun(url: string, note: Pick<NotedRun, 'configuration' | 'consoleUrl'>): void {
  const file = join(RUNS_DIRECTORY, `${new URL(url).port}.json`);
  const run = parseJson(readFileSync(file, 'utf8'));
  writeAtomically(file, JSON.stringify({ ...Object(run), ...note } satisfies Partial<NotedRun>, null, 2));
}
