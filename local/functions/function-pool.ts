import { within } from '../within.ts';
import { type FunctionProcess, type FunctionProcessOptions, startFunctionProcess } from './function-process.ts';
import type { FunctionDefinition, InvocationResult } from './invocation.ts';

/** The processes of one version of a function. */
export interface FunctionPool {
  invoke(payload: string): Promise<InvocationResult>;
  /** Starts a process before the first invocation needs it; tells whether it is up. */
  warm(): Promise<boolean>;
  /** Lets running and waiting invocations end, for up to so many milliseconds, and ends every process. */
  close(graceMs: number): Promise<void>;
}

type PoolOptions = Pick<FunctionProcessOptions, 'report'> & {
  readonly definition: FunctionDefinition;
  /** The most processes at once; further invocations wait. */
  readonly size: number;
  /** Is told what became of each invocation, and how many milliseconds it took. */
  readonly onInvoked?: (result: InvocationResult['kind'], ms: number) => void;
};

interface Pool extends PoolOptions {
  readonly processes: Set<FunctionProcess>;
  /** Of those, the ones that have not been ready yet, and the ones that wait for work. */
  readonly starting: Set<FunctionProcess>;
  readonly idle: FunctionProcess[];
  readonly waiting: Waiting[];
  /** Called at every change. */
  readonly watchers: Set<() => void>;
  busy: number;
  closed: boolean;
}

interface Waiting {
  readonly payload: string;
  readonly resolve: (result: InvocationResult) => void;
}

/** Processes are started when there is work for them, and stay. */
export function createFunctionPool(options: PoolOptions): FunctionPool {
  const pool: Pool = {
    ...options,
    processes: new Set(),
    starting: new Set(),
    idle: [],
    waiting: [],
    watchers: new Set(),
    busy: 0,
    closed: false,
  };
  return {
    invoke: (payload) =>
      new Promise((resolve) => {
        if (pool.closed) return resolve(closedResult(pool));
        pool.waiting.push({ payload, resolve });
        dispatch(pool);
      }),
    async warm() {
      if (pool.processes.size === 0) start(pool);
      await until(pool, () => pool.starting.size === 0);
      return pool.processes.size > 0;
    },
    close: (graceMs) => close(pool, graceMs),
  };
}

function dispatch(pool: Pool): void {
  const { idle, waiting, starting, processes, size } = pool;
  for (;;) {
    const [process, invocation] = [idle.at(-1), waiting[0]];
    if (!process || !invocation) break;
    idle.pop();
    waiting.shift();
    void work(pool, process, invocation);
  }
  while (starting.size < waiting.length && processes.size < size) start(pool);
  changed(pool);
}

async function work(pool: Pool, process: FunctionProcess, { payload, resolve }: Waiting): Promise<void> {
  pool.busy += 1;
  const startedAt = performance.now();
  const result = await process.run(payload);
  pool.onInvoked?.(result.kind, performance.now() - startedAt);
  pool.busy -= 1;
  if (result.kind !== 'answered')
    pool.report({ kind: 'failure', functionName: pool.definition.name, text: result.error });
  resolve(result);
  changed(pool);
}

function start(pool: Pool): void {
  const { definition, report, processes, starting, idle } = pool;
  const process = startFunctionProcess({
    definition,
    report,
    onIdle() {
      starting.delete(process);
      idle.push(process);
      dispatch(pool);
    },
    onEnd(neverReady) {
      starting.delete(process);
      processes.delete(process);
      if (idle.includes(process)) idle.splice(idle.indexOf(process), 1);
      if (neverReady === undefined) return dispatch(pool);
      // Code that cannot be loaded fails what waits for it: another process would fare no better.
      if (processes.size === 0) failWaiting(pool, neverReady);
      changed(pool);
    },
  });
  processes.add(process);
  starting.add(process);
}

function failWaiting({ definition, report, waiting }: Pool, error: string): void {
  report({ kind: 'failure', functionName: definition.name, text: `${definition.name} did not start: ${error}` });
  for (const { resolve } of waiting.splice(0)) resolve({ kind: 'failed', error });
}

async function close(pool: Pool, graceMs: number): Promise<void> {
  const quiet = until(pool, () => pool.busy === 0 && pool.waiting.length === 0);
  await within(graceMs, quiet);
  pool.closed = true;
  for (const { resolve } of pool.waiting.splice(0)) resolve(closedResult(pool));
  for (const process of pool.processes) process.kill();
  await until(pool, () => pool.processes.size === 0);
}

const closedResult = ({ definition }: Pool): InvocationResult => ({
  kind: 'failed',
  error: `${definition.name} is closed`,
});

function changed({ watchers }: Pool): void {
  for (const watcher of watchers) watcher();
}

function until({ watchers }: Pool, met: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const watcher = () => {
      if (!met()) return;
      watchers.delete(watcher);
      resolve();
    };
    watchers.add(watcher);
    watcher();
  });
}
