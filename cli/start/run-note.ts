import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseJson } from '../../core/content.ts';
import { RUNS_DIRECTORY, type RunFile } from '../../local/run-file.ts';
import { writeAtomically } from '../../local/write-atomically.ts';

/** A local run's file, with what `start` adds to it. */
export interface NotedRun extends RunFile {
  /** The configuration that it runs: `trigger` has to sign as that one says. @default - bin/webhooks.ts */
  readonly configuration?: string;
}

/** Adds to the file of a run that is up which configuration it runs. */
export function noteConfiguration(url: string, configuration: string): void {
  const file = join(RUNS_DIRECTORY, `${new URL(url).port}.json`);
  const run = parseJson(readFileSync(file, 'utf8'));
  writeAtomically(file, JSON.stringify({ ...Object(run), configuration } satisfies Partial<NotedRun>, null, 2));
}
