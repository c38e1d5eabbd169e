import { readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BundleWatcher, watchBundles } from '../../../local/bundles/watch-bundles.ts';
import type { LocalRunMessage } from '../../../local/report.ts';
import { endRuns, eventually, temporaryDirectory } from '../run-in-process.ts';

const watchers: BundleWatcher[] = [];

afterEach(async () => {
  for (const watcher of watchers.splice(0)) await watcher.close();
  endRuns();
});

const secondsFromNow = (seconds: number) => new Date(Date.now() + seconds * 1000);

/** Watches one handler and notes what is bundled. */
function watching(text: string, changedAt: Date) {
  const project = temporaryDirectory();
  const entry = join(project, 'handler.ts');
  writeFileSync(entry, text);
  utimesSync(entry, changedAt, changedAt);
  const bundles: string[] = [];
  const messages: LocalRunMessage[] = [];
  const watcher = watchBundles({
    directory: temporaryDirectory(),
    async onBundle(logicalId, code) {
      bundles.push(`${logicalId}: ${readFileSync(join(code, 'index.mjs'), 'utf8')}`);
      return bundles.length > 1;
    },
    report: (message) => messages.push(message),
  });
  watchers.push(watcher);
  return { watcher, bundles, messages, functions: [{ logicalId: 'F', name: 'f', bundle: { entry, alias: {} } }] };
}

test('bundles each function once when nothing changes', async () => {
  const { watcher, bundles, functions } = watching('export const handler = () => 1;', secondsFromNow(-60));
  await watcher.follow(functions);
  expect(bundles).toEqual([expect.stringMatching(/^F: import.*\n.*=>1;export/)]);
});

test('bundles again when a file changed after the bundle was begun, before anybody watched it', async () => {
  const { watcher, bundles, messages, functions } = watching('export const handler = () => 1;', secondsFromNow(60));
  await watcher.follow(functions);
  await eventually(
    () => messages.length,
    (count) => count > 0,
  );
  expect(bundles).toHaveLength(2);
  expect(messages).toEqual([
    { kind: 'changed', functionName: 'f', text: expect.stringMatching(/\.ts changed: live after \d+ ms$/) },
  ]);
});

test('forgets a function that is no longer there', async () => {
  const { watcher, bundles, functions } = watching('export const handler = () => 1;', secondsFromNow(-60));
  await watcher.follow(functions);
  await watcher.follow([]);
  await watcher.follow(functions);
  expect(bundles).toHaveLength(2);
});

test('tries a handler whose directory is gone once, and says so once', async () => {
  const { watcher, bundles, messages, functions } = watching('export const handler = () => 1;', secondsFromNow(-60));
  const gone = { logicalId: 'Gone', name: 'gone', bundle: { entry: '/nowhere/gone/handler.ts', alias: {} } };
  const others = functions.flatMap((one) =>
    Array.from({ length: 20 }, (_, index) => ({ ...one, logicalId: `F${index}` })),
  );
  // Whatever goes round and round meanwhile leaves a trace.
  await watcher.follow([gone, ...others]);
  expect(bundles).toHaveLength(20);
  expect(messages.filter(({ kind }) => kind !== 'changed')).toEqual([
    { kind: 'warning', text: expect.stringContaining('changes in /nowhere/gone go unnoticed') },
    { kind: 'failure', functionName: 'gone', text: expect.stringContaining('Could not resolve') },
  ]);
});
