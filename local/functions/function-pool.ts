import { type FunctionProcess, type FunctionProcessOptions, startFunctionProcess } from './function-process.ts';
import type { FunctionDefinition, InvocationResult } from './invocation.ts';

/** The processes of one version of a function. */
export interface FunctionPool {
  invoke(payload: string | Buffer): Promise<InvocationResult>;
  /** Starts a process before the first invocation needs it. */
  warm(): Promise<void>;
  /** Lets running and waiting invocations end, for up to so many milliseconds, and ends every process. */
  close(graceMs: number): Promise<void>;
}

interface Waiting {
  readonly payload: string | Buffer;
  readonly resolve: (result: InvocationResult) => void;
}

type PoolOptions = Pick<FunctionProcessOptions, 'runtimeApi' | 'report'> & {
  readonly definition: FunctionDefinition;
  /** The most processes at once; further invocations wait. */
  readonly size: number;
};

/** Processes are started when there is work for them, and stay. */
export function createFunctionPool({ definition, size, runtimeApi, report }: PoolOptions): FunctionPool {
  const processes = new Set<FunctionProcess>();
  const idle: FunctionProcess[] = [];
  const waiting: Waiting[] = [];
  const watchers = new Set<() => void>();
  let starting = 0;
  let busy = 0;
  let closed = false;
  const changed = () => {
    for (const watcher of watchers) watcher();
  };

  const dispatch = () => {
    while (waiting.length > 0 && idle.length > 0) void work(idle.pop(), waiting.shift());
    while (starting < waiting.length && processes.size < size) start();
    changed();
  };
  const work = async (process: FunctionProcess | undefined, invocation: Waiting | undefined) => {
    if (!process || !invocation) return;
    busy += 1;
    const result = await process.run(invocation.payload);
    busy -= 1;
    if (result.kind !== 'answered') report({ kind: 'failure', functionName: definition.name, text: result.error });
    invocation.resolve(result);
    changed();
  };
  const start = () => {
    starting += 1;
    let isStarting = true;
    const started = () => {
      if (isStarting) starting -= 1;
      isStarting = false;
    };
    const process = startFunctionProcess({
      definition,
      runtimeApi,
      report,
      onIdle(ready) {
        started();
        idle.push(ready);
        dispatch();
      },
      onEnd(ended, neverReady) {
        started();
        processes.delete(ended);
        if (idle.includes(ended)) idle.splice(idle.indexOf(ended), 1);
        if (neverReady === undefined) return dispatch();
        // Code that cannot be loaded fails what waits for it: another process would fare no better.
        if (processes.size === 0) failWaiting(neverReady);
        changed();
      },
    });
    processes.add(process);
  };
  const failWaiting = (error: string) => {
    report({ kind: 'failure', functionName: definition.name, text: `${definition.name} did not start: ${error}` });
    for (const { resolve } of waiting.splice(0)) resolve({ kind: 'failed', error });
  };
  const until = (met: () => boolean) =>
    new Promise<void>((resolve) => {
      const watcher = () => {
        if (!met()) return;
        watchers.delete(watcher);
        resolve();
      };
      watchers.add(watcher);
      watcher();
    });

  return {
    invoke: (payload) =>
      new Promise((resolve) => {
        if (closed) return resolve({ kind: 'failed', error: `${definition.name} is closed` });
        waiting.push({ payload, resolve });
        dispatch();
      }),
    async warm() {
      if (processes.size === 0) start();
      await until(() => starting === 0);
    },
    async close(graceMs) {
      await within(
        graceMs,
        until(() => busy === 0 && waiting.length === 0),
      );
      closed = true;
      for (const { resolve } of waiting.splice(0)) resolve({ kind: 'failed', error: `${definition.name} is closed` });
      for (const process of processes) process.kill();
      await until(() => processes.size === 0);
    },
  };
}

async function within(milliseconds: number, done: Promise<void>): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, milliseconds);
  await Promise.race([done, promise]);
  clearTimeout(timer);
}
