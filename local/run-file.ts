import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeAtomically } from './write-atomically.ts';

/** What other processes know of a run that is up. */
export interface RunFile {
  readonly url: string;
  readonly awsEndpoint: string;
  readonly pid: number;
  readonly stackName: string;
  readonly region: string;
  readonly outputs: Readonly<Record<string, string>>;
  /** What every secret's name starts with. */
  readonly secretsPrefix: string;
  /** RFC 3339. */
  readonly startedAt: string;
}

/** Where the runs of a project are noted, under its root. */
export const RUNS_DIRECTORY = join('.breakwater', 'runs');

const nameOf = (url: string) => new URL(url).port;

/** Notes a run that is up. */
export function writeRunFile(run: RunFile): void {
  mkdirSync(RUNS_DIRECTORY, { recursive: true });
  writeAtomically(join(RUNS_DIRECTORY, `${nameOf(run.url)}.json`), JSON.stringify(run, null, 2));
}

export const removeRunFile = (url: string) => rmSync(join(RUNS_DIRECTORY, `${nameOf(url)}.json`), { force: true });

/** Where a run keeps the bundles that it makes itself. */
export const bundleDirectoryOf = (url: string) => join(process.cwd(), RUNS_DIRECTORY, nameOf(url));
