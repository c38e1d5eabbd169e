import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const directory = mkdtempSync(join(tmpdir(), 'messages-'));
afterAll(() => rmSync(directory, { recursive: true }));

/** What a process receives that works on the queue and is killed once that is answered. */
function received(work: 'send' | 'giveBack' | 'delete'): string[] {
  const tsx = pathToFileURL(resolve('node_modules/tsx/dist/esm/index.mjs')).href;
  const script = resolve('test/local/engines/fixtures/killed-queue.ts');
  const { stdout, signal } = spawnSync(process.execPath, ['--import', tsx, script, join(directory, 'queues.db'), work]);
  expect(signal).toBe('SIGKILL');
  return stdout.toString().trim().split('\n');
}

test('what a killed process has answered is kept, and a receipt that ended with it does not count', () => {
  received('send');
  expect(received('giveBack')).toEqual(['one 1']);
  expect(received('delete')).toEqual(['one 2', 'two 1', 'three 1']);
  expect(received('delete')).toEqual(['two 1', 'three 1']);
});
