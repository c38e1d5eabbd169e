import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import type { Bundle } from './bundles.ts';

/** What a function spends, in milliseconds of a whole CPU. */
export interface CpuSpent {
  /** Until it can take events. */
  readonly initMs: number;
  /** For the first event after that. */
  readonly firstMs: number;
  /** For each of those that come long after. */
  readonly warmMs: number;
}

/** Calls a function's handler with the same event over and over, in a process of its own. @throws {Error} when it refuses one */
export async function runWarm({ file }: Bundle, event: object, environment: NodeJS.ProcessEnv): Promise<CpuSpent> {
  const words = [resolve('test/bench/start/run-warm.cjs'), file, Buffer.from(JSON.stringify(event)).toString('base64')];
  const options = { env: environment, timeout: 60_000, maxBuffer: 1e7 };
  const { stdout } = await promisify(execFile)(process.execPath, words, options);
  return JSON.parse(stdout.slice(stdout.lastIndexOf('\n')));
}
