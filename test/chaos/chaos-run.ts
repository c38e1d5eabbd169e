import { execFileSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Interceptor } from '../../local/local-run.ts';
import { type RunInProcess, startRun } from '../local/run-in-process.ts';
import type { Chronicle } from './chronicle.ts';

/** How a run ends: by `kill -9`, as Ctrl-C does, or by a disk that takes nothing more. */
export type Ending = 'kill' | 'stop' | 'fill';

/** A local run that can be started again on its data. */
export interface ChaosRun {
  readonly current: () => RunInProcess;
  /** Ends the run and starts it on the same data. */
  restart(how: Ending): Promise<void>;
  /** Posts a call to AWS; what comes of it is nobody's business. */
  post(operation: string, body: unknown): Promise<void>;
  close(): Promise<void>;
}

export interface ChaosRunOptions {
  readonly directory: string;
  readonly secret: string;
  readonly chronicle: Chronicle;
  readonly intercept: Interceptor;
}

const WATCH_MS = 500;
/** The first write ends it; a quiet run may have none for a while. */
const LONGEST_FULL_MS = 5000;

/** Synthesizes the stack under test and runs it, with its data in the directory. */
export async function startChaosRun({ directory, secret, chronicle, intercept }: ChaosRunOptions): Promise<ChaosRun> {
  const assembly = join(directory, 'assembly');
  const config = resolve('test/chaos/fixtures/webhooks.ts');
  const CDK_CONTEXT_JSON = JSON.stringify({ config, 'aws:cdk:enable-asset-metadata': true });
  const env = { ...process.env, CDK_OUTDIR: assembly, CDK_CONTEXT_JSON };
  execFileSync(process.execPath, ['--import', 'tsx', 'bin/app.ts'], { env });
  const options = { assembly, dataDirectory: join(directory, 'data'), secrets: { acme: [secret] }, intercept };
  let run = await startRun(options);
  const watch = setInterval(() => noteDeaths(chronicle), WATCH_MS);
  return {
    current: () => run,
    async restart(how) {
      const from = Date.now();
      if (how === 'fill') await fillDisk(run);
      else await run[how]();
      run = await startRun(options);
      chronicle.restarts.push({ how, from, to: Date.now() });
    },
    async post(operation, body) {
      const headers = { 'x-amz-target': `AmazonSQS.${operation}`, 'content-type': 'application/x-amz-json-1.0' };
      await fetch(run.awsEndpoint, { method: 'POST', headers, body: JSON.stringify(body) }).catch(() => undefined);
    },
    async close() {
      clearInterval(watch);
      await run.kill();
    },
  };
}

/** No file of the run grows any more: what a process with a file size limit hears is what a full disk says. */
async function fillDisk(run: RunInProcess): Promise<void> {
  execFileSync('prlimit', ['--pid', String(run.pid), '--fsize=0:']);
  await Promise.race([run.ended, wait(LONGEST_FULL_MS)]);
  await run.kill();
}

/** A process that nobody killed has come to its time limit, or ended with the run. */
function noteDeaths({ deaths }: Chronicle): void {
  for (const [processId, at] of deaths) {
    if (at !== Number.POSITIVE_INFINITY) continue;
    try {
      process.kill(processId, 0);
    } catch {
      deaths.set(processId, Date.now());
    }
  }
}
