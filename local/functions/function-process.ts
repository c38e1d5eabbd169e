import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { setPriority } from 'node:os';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { Report } from '../local-run.ts';
import { hostEnvironment } from './bootstrap-environment.ts';
import type { FunctionDefinition, InvocationResult } from './invocation.ts';
import type { Invocation, RuntimeApi } from './runtime-api.ts';

/** One node process that runs a function, one invocation at a time. */
export interface FunctionProcess {
  /** Runs an invocation; to be called only when the process is idle. */
  run(payload: string | Buffer): Promise<InvocationResult>;
  kill(): void;
}

export interface FunctionProcessOptions {
  readonly definition: FunctionDefinition;
  readonly runtimeApi: RuntimeApi;
  readonly report: Report;
  /** It is ready for an invocation. */
  readonly onIdle: () => void;
  /** It has ended; with the cause when it never became ready. */
  readonly onEnd: (neverReady: string | undefined) => void;
}

interface State {
  readonly definition: FunctionDefinition;
  ready: boolean;
  initError?: string;
  /** Hands it the invocation that it waits for. */
  give?: ((invocation: Invocation) => void) | undefined;
  running?: { readonly requestId: string; readonly settle: (result: InvocationResult) => void } | undefined;
}

/** A slow disk may take long to load a bundle; Lambda itself gives 10 s. */
const LONGEST_INIT_MS = 30_000;

/** Starts a process that loads the function's code. */
export function startFunctionProcess(options: FunctionProcessOptions): FunctionProcess {
  const { definition, runtimeApi, report, onIdle, onEnd } = options;
  const id = randomUUID();
  const state: State = { definition, ready: false };
  const address = runtimeApi.open(id, {
    onNext(give) {
      clearTimeout(initTimer);
      state.ready = true;
      state.give = give;
      onIdle();
    },
    onResponse: (requestId, payload) => settle(state, requestId, { kind: 'answered', payload }),
    onError(requestId, error) {
      if (requestId === undefined) state.initError = error;
      else settle(state, requestId, { kind: 'failed', error });
    },
  });
  const child = spawnNode(definition, address);
  const kill = () => void child.kill('SIGKILL');
  reportLines(child, definition.name, report);
  const initTimer = setTimeout(() => {
    state.initError = `it was not ready after ${LONGEST_INIT_MS / 1000} s`;
    kill();
  }, LONGEST_INIT_MS);
  const ended = (cause: string) => {
    clearTimeout(initTimer);
    runtimeApi.forget(id);
    const error = `Runtime.ExitError: the process ${cause}`;
    if (state.running) settle(state, state.running.requestId, { kind: 'failed', error });
    onEnd(state.ready ? undefined : (state.initError ?? error));
  };
  child.on('exit', (code, signal) => ended(`ended with ${signal ?? `exit code ${code}`}`));
  child.on('error', ({ message }) => child.pid === undefined && ended(`could not be started: ${message}`));
  return { run: (payload) => run(state, payload, kill), kill };
}

function run(state: State, payload: string | Buffer, kill: () => void): Promise<InvocationResult> {
  const { definition, give } = state;
  if (!give) throw new Error(`a process of ${definition.name} was given an invocation while it was busy`);
  state.give = undefined;
  const requestId = randomUUID();
  const timeoutMs = definition.timeoutSeconds * 1000;
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      const error = `Task timed out after ${definition.timeoutSeconds.toFixed(2)} seconds`;
      settle(state, requestId, { kind: 'timed-out', error });
      kill();
    }, timeoutMs);
    state.running = {
      requestId,
      settle(result) {
        clearTimeout(timer);
        resolve(result);
      },
    };
    give({ requestId, deadline: Date.now() + timeoutMs, functionArn: definition.arn, payload });
  });
}

function settle(state: State, requestId: string, result: InvocationResult): void {
  const { running } = state;
  if (running?.requestId !== requestId) return;
  state.running = undefined;
  running.settle(result);
}

/**
 * Left alone, V8 lets the young generation grow to 100 MB in each process of a busy function, of which little is alive. In
 * megabytes, of half of it: https://nodejs.org/api/cli.html#--max-semi-space-sizesize-in-mib
 */
const YOUNG_MB = 4;

/** Lower priority than the run itself. */
const NICENESS = 5;

function spawnNode(definition: FunctionDefinition, runtimeApi: string): ChildProcess {
  const child = fork(fileURLToPath(new URL('bootstrap.mjs', import.meta.url)), [], {
    cwd: definition.code,
    execArgv: [`--max-semi-space-size=${YOUNG_MB}`],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: {
      ...hostEnvironment,
      TZ: ':UTC',
      LANG: 'en_US.UTF-8',
      AWS_LAMBDA_FUNCTION_NAME: definition.name,
      AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(definition.memoryMb),
      AWS_LAMBDA_LOG_GROUP_NAME: definition.logGroup,
      AWS_LAMBDA_LOG_STREAM_NAME: 'local',
      AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
      AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
      ...definition.environment,
      AWS_LAMBDA_RUNTIME_API: runtimeApi,
      LAMBDA_TASK_ROOT: definition.code,
      _HANDLER: definition.handler,
    },
  });
  // The engines come first: every function waits for them, and each answer of theirs would wake a function that
  // takes the core away from them.
  if (child.pid !== undefined) setPriority(child.pid, NICENESS);
  return child;
}

function reportLines(child: ChildProcess, functionName: string, report: Report): void {
  const streams = [child.stdout, child.stderr].filter((stream): stream is Readable => stream !== null);
  for (const input of streams)
    createInterface({ input }).on('line', (text) => report({ kind: 'log', functionName, text }));
}
