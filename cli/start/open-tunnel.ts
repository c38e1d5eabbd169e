import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { failed, wrongUse } from '../cli-error.ts';
import { printable } from '../printable.ts';
import { TUNNEL_PROGRAMS, type TunnelProgram } from './tunnel-programs.ts';

/** A way from the internet to a port of this machine. */
export interface Tunnel {
  readonly program: TunnelProgram['name'];
  readonly url: string;
  readonly close: () => void;
}

export interface OpenTunnelOptions {
  /** @default - the first that is installed */
  readonly program?: TunnelProgram['name'] | undefined;
  readonly port: number;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly interrupted: AbortSignal;
  /** Is told when the tunnel ends by itself. */
  readonly onEnd: (sentence: string) => void;
  /** How long to wait for the URL. @default 30,000 */
  readonly patienceMs?: number;
}

/**
 * Starts an installed program that makes a port public, and waits for its URL. The program ends with this process.
 * @throws {CliError} when none is installed, or it does not come up
 */
export async function openTunnel(options: OpenTunnelOptions): Promise<Tunnel> {
  const { port, environment, interrupted, onEnd, patienceMs = 30_000 } = options;
  const program = installedProgram(options);
  const child = spawn(program.name, program.words(port), { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  const end = () => void child.kill('SIGTERM');
  process.once('exit', end);
  const patience = AbortSignal.any([interrupted, AbortSignal.timeout(patienceMs)]);
  try {
    const url = await urlOf(child, program, patience);
    let isClosing = false;
    child.once('exit', () => {
      if (!isClosing) onEnd(`${program.name} has ended: nothing comes from the internet any more`);
    });
    const close = () => {
      isClosing = true;
      process.off('exit', end);
      end();
    };
    return { program: program.name, url, close };
  } catch (error) {
    process.off('exit', end);
    end();
    throw error;
  }
}

function installedProgram({ program: wanted, environment }: OpenTunnelOptions): TunnelProgram {
  const directories = (environment.PATH ?? '').split(delimiter);
  const isInstalled = ({ name }: TunnelProgram) =>
    directories.some((directory) => [name, `${name}.exe`].some((file) => existsSync(join(directory, file))));
  const candidates = TUNNEL_PROGRAMS.filter(({ name }) => wanted === undefined || name === wanted);
  const found = candidates.find(isInstalled);
  if (found) return found;
  const names = candidates.map(({ name }) => name).join(' or ');
  const hints = candidates.map(({ name, install }) => `${name} from ${install}`).join(', or ');
  throw wrongUse(`--tunnel finds no ${names} on the PATH: install ${hints}`);
}

const MOST_SAID = 5;

async function urlOf(child: ChildProcess, program: TunnelProgram, patience: AbortSignal): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    if (!stream) continue;
    // What it says afterwards is read and dropped: a full pipe would hold it up.
    createInterface(stream).on('line', (line) => {
      const url = program.urlIn(line);
      if (url !== undefined) resolve(url);
      else if (said.push(line) > MOST_SAID) said.shift();
    });
  }
  const says = () => printable(said.join('; ') || 'nothing');
  child.once('error', (error) => reject(failed(`${program.name} cannot be started: ${error.message}`)));
  child.once('exit', (code) => reject(failed(`${program.name} ended with ${code} and said ${says()}`)));
  patience.addEventListener('abort', () =>
    reject(failed(`${program.name} named no public URL in time; it said ${says()}`)),
  );
  return promise;
}
