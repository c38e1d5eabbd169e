import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { constants, setPriority } from 'node:os';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { Report } from '../report.ts';
import { hostEnvironment } from './bootstrap-environment.ts';
import { type FunctionDefinition, type InvocationResult, LARGEST_PAYLOAD_BYTES } from './invocation.ts';
import { newTrace } from './new-trace.ts';

/** One node process that runs a function, one invocation at a time. */
export interface FunctionProcess {
  /** Runs an invocation; to be called only when the process is idle. */
  run(payload: string): Promise<InvocationResult>;
  kill(): void;
}

export interface FunctionProcessOptions {
  readonly definition: FunctionDefinition;
  readonly report: Report;
  /** It is ready for an invocation. */
  readonly onIdle: () => void;
  /** It has ended; with the cause when it never became ready. */
  readonly onEnd: (neverReady: string | undefined) => void;
}

interface State {
  readonly definition: FunctionDefinition;
  readonly child: ChildProcess;
  initError?: string;
  isReady: boolean;
  running?: { readonly requestId: string; readonly settle: (result: InvocationResult) => void } | undefined;
}

/** What `bootstrap.mjs` is sent. */
interface Invocation {
  readonly requestId: string;
  /** Milliseconds since 1970. */
  readonly deadline: number;
  readonly functionArn: string;
  readonly trace: string;
  readonly payload: string;
}

/** What `bootstrap.mjs` sends; an error is a text such as `TypeError: no`. */
type FromFunction =
  | { readonly kind: 'ready' }
  | { readonly kind: 'not-ready'; readonly error: string }
  | { readonly kind: 'answered'; readonly requestId: string; readonly payload: string }
  | { readonly kind: 'failed'; readonly requestId: string; readonly error: string };

/** A slow disk may take long to load a bundle; Lambda itself gives 10 s. */
const LONGEST_INIT_MS = 30_000;

/** Starts a process that loads the function's code. */
export function startFunctionProcess({ definition, report, onIdle, onEnd }: FunctionProcessOptions): FunctionProcess {
  const child = spawnNode(definition);
  const state: State = { definition, child, isReady: false };
  const kill = () => void child.kill('SIGKILL');
  reportLines(child, definition.name, report);
  const initTimer = setTimeout(() => {
    state.initError = `it was not ready after ${LONGEST_INIT_MS / 1000} s`;
    kill();
  }, LONGEST_INIT_MS);
  child.on('message', (message: FromFunction) => {
    if (child.killed) return;
    if (message.kind === 'not-ready') {
      state.initError = message.error;
      return;
    }
    clearTimeout(initTimer);
    state.isReady = true;
    if (message.kind !== 'ready') settle(state, message.requestId, resultOf(message));
    onIdle();
  });
  const ended = (cause: string) => {
    clearTimeout(initTimer);
    const error = `Runtime.ExitError: the process ${cause}`;
    if (state.running) settle(state, state.running.requestId, { kind: 'failed', error });
    onEnd(state.isReady ? undefined : (state.initError ?? error));
  };
  child.on('exit', (code, signal) => ended(`ended with ${signal ?? `exit code ${code}`}`));
  child.on('error', ({ message }) => child.pid === undefined && ended(`could not be started: ${message}`));
  return { run: (payload) => run(state, payload, kill), kill };
}

function resultOf(message: Extract<FromFunction, { requestId: string }>): InvocationResult {
  if (message.kind === 'failed') return { kind: 'failed', error: message.error };
  const { payload } = message;
  const bytes = Buffer.byteLength(payload);
  if (bytes <= LARGEST_PAYLOAD_BYTES) return { kind: 'answered', payload };
  return {
    kind: 'failed',
    error: `Function.ResponseSizeTooLarge: ${bytes} bytes are over the limit of 6 MB`,
  };
}

function run(state: State, payload: string, kill: () => void): Promise<InvocationResult> {
  const { definition, child, running } = state;
  if (running) throw new Error(`a process of ${definition.name} was given an invocation while it was busy`);
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
    const deadline = Date.now() + timeoutMs;
    const invocation: Invocation = { requestId, deadline, functionArn: definition.arn, trace: newTrace(), payload };
    // A process that has just ended takes nothing any more, and its end is told to whoever waits.
    child.send(invocation, () => undefined);
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

/**
 * Lower than the run itself. With this one, a tenth more webhooks pass through two cores than with half of it; with more
 * of it no more do, and a function has little left beside a compiler.
 */
const PRIORITY = constants.priority.PRIORITY_BELOW_NORMAL;

function spawnNode(definition: FunctionDefinition): ChildProcess {
  const child = fork(fileURLToPath(new URL('bootstrap.mjs', import.meta.url)), [], {
    cwd: definition.code,
    execArgv: [`--max-semi-space-size=${YOUNG_MB}`],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // Bodies need not be escaped once more: https://nodejs.org/api/child_process.html#advanced-serialization
    serialization: 'advanced',
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
      LAMBDA_TASK_ROOT: definition.code,
      _HANDLER: definition.handler,
    },
  });
  // The engines come first: every function waits for them, and each answer of theirs would wake a function that
  // takes the core away from them.
  if (child.pid !== undefined) setPriority(child.pid, PRIORITY);
  return child;
}

function reportLines(child: ChildProcess, functionName: string, report: Report): void {
  const streams = [child.stdout, child.stderr].filter((stream): stream is Readable => stream !== null);
  for (const input of streams)
    createInterface({ input }).on('line', (text) => report({ kind: 'log', functionName, text }));
}
