import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { RUNS_DIRECTORY, type RunFile } from './run-file.ts';

/** The runs of the project in the working directory that are up, the latest first. */
export function findRuns(): RunFile[] {
  if (!existsSync(RUNS_DIRECTORY)) return [];
  return readdirSync(RUNS_DIRECTORY)
    .filter((name) => name.endsWith('.json'))
    .flatMap((name) => {
      const file = join(RUNS_DIRECTORY, name);
      const run = read(file);
      if (run && isAlive(run.pid)) return [run];
      rmSync(file, { force: true });
      return [];
    })
    .sort((left, right) => right.startedAt.localeCompare(left.startedAt));
}

function read(file: string): RunFile | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    // It was removed meanwhile, or is no file of ours.
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    // Signal 0 only asks: https://nodejs.org/api/process.html#processkillpid-signal
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
