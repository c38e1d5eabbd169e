import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AlarmStatus } from '../../local/alarms/alarm-watch.ts';
import type { Interceptor, LocalRun, LocalRunOptions, UsedPermission } from '../../local/local-run.ts';
import type { Datapoint, MetricQuery, MetricSample } from '../../local/metrics/metric-store.ts';
import type { LocalRunMessage } from '../../local/report.ts';
import { noteReport, noteSecret } from '../logs/note.ts';
import type { FromRun, ToRun } from './fixtures/run-child.ts';

/** A local run in a process of its own, as users have it: jest cannot load the engines, and a test may kill it. */
export interface RunInProcess extends Pick<LocalRun, 'url' | 'awsEndpoint' | 'stackName' | 'outputs'> {
  readonly pid: number;
  /** Where it was started: it notes itself under `.breakwater` there. */
  readonly directory: string;
  /** Everything that it reported so far. */
  readonly messages: readonly LocalRunMessage[];
  /** Every permission that a function has used so far. */
  readonly permissions: readonly UsedPermission[];
  /** The exit code, once the process has ended, or `null` when a signal ended it. */
  readonly ended: Promise<number | null>;
  reload(assembly: string): Promise<void>;
  /** What the run has measured. */
  query(query: MetricQuery): Promise<readonly Datapoint[]>;
  /** The template's alarms. */
  alarms(): Promise<readonly AlarmStatus[]>;
  /** Puts the time ahead that metrics and alarms go by, in milliseconds. */
  pass(milliseconds: number): void;
  /** Adds to what the run has measured. */
  put(sample: Omit<MetricSample, 'at'>): void;
  /** Resolves once the process has ended by itself, that is once nothing keeps it up. */
  stop(): Promise<void>;
  kill(): Promise<void>;
}

export type RunOptions = Partial<Omit<LocalRunOptions, 'clock' | 'report' | 'onPermission' | 'generateSecret'>> &
  Pick<LocalRunOptions, 'assembly'> & {
    /** The project that it runs in. @default - an empty directory */
    readonly directory?: string;
    /** The PATH of its process. @default - the one of the tests */
    readonly path?: string;
  };

const running = new Set<ChildProcess>();
const temporary: string[] = [];

/** A directory that is gone after the tests. */
export function temporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'breakwater-test-'));
  temporary.push(directory);
  return directory;
}

/** To be called after each test. */
export function endRuns(): void {
  for (const child of running) child.kill('SIGKILL');
  for (const directory of temporary.splice(0)) rmSync(directory, { recursive: true, force: true });
}

/** Starts a run; fails with the run's own error when it cannot start. */
export async function startRun({
  intercept,
  directory = temporaryDirectory(),
  path = process.env.PATH ?? '',
  ...options
}: RunOptions): Promise<RunInProcess> {
  const child = fork(resolve('test/local/fixtures/run-child.ts'), {
    cwd: directory,
    env: { ...process.env, PATH: path },
    execArgv: [
      '--disable-warning=ExperimentalWarning',
      '--import',
      pathToFileURL(resolve('node_modules/tsx/dist/esm/index.mjs')).href,
    ],
  });
  running.add(child);
  const ended = new Promise<number | null>((resolved) =>
    child.once('exit', (code) => {
      running.delete(child);
      resolved(code);
    }),
  );
  for (const secret of Object.values(options.secrets ?? {}).flat()) noteSecret(secret);
  const messages: LocalRunMessage[] = [];
  const permissions: UsedPermission[] = [];
  // A verdict may come after the end of the run.
  const tell = (told: ToRun) => void child.send(told, () => undefined);
  const answer = nextAnswer(child);
  child.on('message', (said: FromRun) => {
    if ('intercepted' in said) void decide(said, intercept, tell);
    else if ('datapoints' in said) queries.get(said.number)?.(said.datapoints);
    else if ('alarms' in said) asked.get(said.number)?.(said.alarms);
    else if ('permission' in said) permissions.push(said.permission);
    else if ('message' in said && !('failed' in said)) {
      messages.push(said.message);
      noteReport(said.message.text);
    }
  });
  const asked = new Map<number, (alarms: readonly AlarmStatus[]) => void>();
  const queries = new Map<number, (datapoints: readonly Datapoint[]) => void>();
  tell({ start: { port: 0, engine: 'dynalite', ...options }, intercepts: intercept !== undefined });
  const started = await answer.catch((error) => {
    child.disconnect();
    return ended.then(() => Promise.reject(error));
  });
  if (started === 'stopped') throw new Error('the run stopped while it was starting');
  return {
    ...started,
    pid: child.pid ?? 0,
    directory,
    messages,
    permissions,
    ended,
    async reload(assembly) {
      const reloaded = nextAnswer(child);
      tell({ reload: assembly });
      await reloaded;
    },
    query: (query) =>
      new Promise((resolved) => {
        queries.set(queries.size, resolved);
        tell({ query, number: queries.size - 1 });
      }),
    alarms: () =>
      new Promise((resolved) => {
        asked.set(asked.size, resolved);
        tell({ alarmsAsked: asked.size - 1 });
      }),
    pass: (milliseconds) => tell({ pass: milliseconds }),
    put: (sample) => tell({ sample }),
    async stop() {
      tell({ stop: true });
      await ended;
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

function nextAnswer(child: ChildProcess) {
  return new Promise<Extract<FromRun, { done: unknown }>['done']>((resolved, reject) => {
    const ended = () => reject(new Error('the process of the run has ended'));
    const listen = (said: FromRun) => {
      if (!('done' in said) && !('failed' in said)) return;
      child.off('message', listen).off('exit', ended);
      if ('done' in said) resolved(said.done);
      else reject(Object.assign(new Error(said.message), { name: said.failed }));
    };
    child.on('message', listen).once('exit', ended);
  });
}

async function decide(
  { call, intercepted }: Extract<FromRun, { intercepted: unknown }>,
  intercept: Interceptor | undefined,
  tell: (told: ToRun) => void,
): Promise<void> {
  tell({ call, verdict: (await intercept?.(intercepted)) ?? 'pass' });
}

/** Waits until something is so; fails with what it is instead. */
export async function eventually<Value>(
  look: () => Promise<Value> | Value,
  isSo: (value: Value) => boolean,
  milliseconds = 15_000,
): Promise<Value> {
  let value = await look();
  for (const end = Date.now() + milliseconds; !isSo(value); value = await look()) {
    if (Date.now() > end) throw new Error(`after ${milliseconds} ms it is still ${JSON.stringify(value)}`);
    await new Promise((resolved) => setTimeout(resolved, 20));
  }
  return value;
}
