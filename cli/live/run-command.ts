import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

/** What became of a command: what it said last, and whether it succeeded. */
export interface CommandResult {
  readonly ok: boolean;
  readonly said: string;
}

/** Runs a command of ours in a process of its own, so that nothing of it gets onto the screen. */
export async function runCommand(words: readonly string[]): Promise<CommandResult> {
  const [, script = ''] = process.argv;
  const child = execFile(process.execPath, [script, ...words], { env: { ...process.env, NO_COLOR: '1' } });
  if (!child.stdout || !child.stderr) throw new Error('the process has no output');
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  const lines = `${code === 0 ? out : err}`.trim().split('\n');
  return { ok: code === 0, said: lines.at(-1) ?? '' };
}
