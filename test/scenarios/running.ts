import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { noteSecret } from '../logs/note.ts';

const LAUNCHER = 'bin/breakwater.js';

/** A local run as a user starts it: its own process, its own port, its own data. */
export interface Running {
  readonly url: string;
  readonly port: number;
  readonly process: ChildProcess;
  /** Everything it wrote to stderr so far. */
  readonly log: () => string;
  /** Runs a command of the CLI against it. */
  cli(...args: string[]): Promise<Result>;
  /** The same, with something piped into it. */
  pipe(input: string, ...args: string[]): Promise<Result>;
  /** Ctrl-C. */
  stop(): Promise<number | null>;
  /** kill -9 of the run; its functions have to end by themselves. */
  kill(): Promise<void>;
}

export interface Result {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface StartOptions {
  /** What starts it. @default - the launcher of this repository */
  readonly launcher?: string;
  /** The project's root. @default - this repository */
  readonly directory?: string;
  readonly config?: string;
  readonly data?: string;
  readonly port?: number;
  /** By source; of a source with tenants by tenant. */
  readonly secrets?: Readonly<Record<string, readonly string[] | Readonly<Record<string, readonly string[]>>>>;
  readonly extra?: readonly string[];
  /** Variables besides those of the tests. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** A directory that is gone after the tests of a file. */
export function temporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'breakwater-'));
  afterAll(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

/** Starts the local run and waits until it says that it is ready. */
export async function startRunning(options: StartOptions): Promise<Running> {
  const { launcher = LAUNCHER, directory, config, data, port, secrets, extra = [], environment } = options;
  const chosen = port ?? (await freePort());
  const args = [
    launcher,
    'start',
    '--json',
    '--port',
    String(chosen),
    ...(data ? ['--data', data] : ['--memory']),
    ...extra,
  ];
  if (config) args.push('--config', config);
  const file = secrets && secretsFile(secrets);
  if (file) args.push('--secrets', file);
  const child = spawn(process.execPath, args, {
    cwd: directory,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...environment },
  });
  const errors: string[] = [];
  child.stderr.on('data', (chunk) => errors.push(String(chunk)));
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  if (file) child.once('exit', () => rmSync(dirname(file), { recursive: true, force: true }));
  const ready = new Promise<string>((resolve) => createInterface(child.stdout).once('line', resolve));
  const line = await Promise.race([ready, ended]);
  if (typeof line !== 'string') throw new Error(`the run ended with ${line} before it was ready: ${errors.join('')}`);
  const { url } = JSON.parse(line);
  return {
    url,
    port: chosen,
    process: child,
    log: () => errors.join(''),
    cli: (...command) => breakwater(...command, '--port', String(chosen)),
    pipe: (input, ...command) => pipeInto(input, ...command, '--port', String(chosen)),
    async stop() {
      child.kill('SIGINT');
      return ended;
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** Runs a command of the CLI to its end. */
export const breakwater = (...args: string[]): Promise<Result> => pipeInto('', ...args);

/** Runs a command of the CLI, with this piped into it, to its end. */
export function pipeInto(input: string, ...args: string[]): Promise<Result> {
  if (args[0] === 'secrets') noteSecret(input);
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [LAUNCHER, ...args],
      { maxBuffer: 64 * 1024 * 1024 },
      (error, stdout, stderr) => {
        resolve({ code: error ? Number(error.code ?? 1) : 0, stdout, stderr });
      },
    );
    // A command that refuses what was typed does not wait for what is piped in.
    child.stdin?.on('error', () => undefined).end(input);
  });
}

/** Asks again until the answer is there. Fails in the end with what was there instead. */
export async function eventually<T>(
  ask: () => Promise<T>,
  isThere: (answer: T) => boolean,
  milliseconds = 30_000,
): Promise<T> {
  const giveUpAt = Date.now() + milliseconds;
  for (;;) {
    const answer = await ask();
    if (isThere(answer)) return answer;
    if (Date.now() > giveUpAt) throw new Error(`still not there after ${milliseconds} ms: ${JSON.stringify(answer)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** A port of 127.0.0.1 that nobody listens on. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

function secretsFile(secrets: object): string {
  const file = join(mkdtempSync(join(tmpdir(), 'breakwater-')), 'secrets.json');
  writeFileSync(file, JSON.stringify(secrets), { mode: 0o600 });
  return file;
}
