import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { findDeployment } from '../../cli/deployment.ts';
import { eventually, type Result, type Running } from './running.ts';
import { seedArchive } from './seed-archive.ts';

export const DAY = ['--since', '2026-01-31T00:00Z', '--until', '2026-02-01T00:00Z'];

/** Seeds a day of events of which every `rareEvery`th is `rare`; `first` leaves a line for each in the file. */
export async function seedDay(running: Running, effects: string, events: number, rareEvery: number): Promise<number> {
  writeFileSync(effects, '');
  const { archiveBucket = '', aws } = await findDeployment({ port: running.port });
  const filler = 'x'.repeat(900);
  return seedArchive(archiveBucket, aws, {
    source: 'acme',
    day: '2026-01-31',
    events,
    typeOf: (index) => (index % rareEvery === 0 ? 'rare' : 'usual'),
    bodyOf: (id, type) =>
      `{\n  "id": "${id}",\n  "type": "${type}",\n  "filler": "${filler}",\n  "data": {"object": {"effects": ${JSON.stringify(effects)}}}\n}`,
  });
}

/** How often each event was processed. */
export function effectsIn(file: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const line of readFileSync(file, 'utf8').split('\n').filter(Boolean)) {
    const id = line.split(' ')[1] ?? '';
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return counts;
}

/** Runs the command and presses Ctrl-C once so many events were processed. */
export async function interrupted(running: Running, effects: string, after: number, args: string[]): Promise<Result> {
  const child = spawn(process.execPath, ['bin/breakwater.js', ...args, '--port', String(running.port)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { stdout: '', stderr: '' };
  createInterface(child.stdout).on('line', (line) => (output.stdout += `${line}\n`));
  createInterface(child.stderr).on('line', (line) => (output.stderr += `${line}\n`));
  const ended = new Promise<number>((resolve) => child.once('close', (code) => resolve(code ?? -1)));
  const isThere = () => child.exitCode !== null || effectsIn(effects).size >= after;
  await eventually(async () => isThere(), Boolean, 300_000);
  if (child.exitCode !== null) throw new Error(`it ended before it was interrupted: ${output.stderr}`);
  child.kill('SIGINT');
  return { code: await ended, ...output };
}
