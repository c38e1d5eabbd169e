import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findLeaks, type Output, type Private } from './find-leaks.ts';
import { isPrivateHeader } from './private-headers.ts';

/** It opens no deployment: it prints the catalogue, which the tests' bodies are made from. */
const READS_NO_EVENT = /^providers\b/;
const HEADER = 'header ';

/**
 * Looks whether anything that commands, local runs and functions wrote during the tests holds a secret, a signature, an
 * authorization or a body that the tests used. What was written is in the directory that BREAKWATER_TEST_LOGS names;
 * without one the tests are run first, and have to succeed.
 */
const given = process.env.BREAKWATER_TEST_LOGS;
const { directory, hasFailed } = given
  ? { directory: given, hasFailed: false }
  : runTests(mkdtempSync(join(tmpdir(), 'breakwater-logs-')));

const entries = <Entry>(name: string): Entry[] =>
  readdirSync(directory)
    .filter((file) => file.startsWith(`${name}-`))
    .flatMap((file) => readFileSync(join(directory, file), 'utf8').split('\n').filter(Boolean))
    .map((line): Entry => JSON.parse(line));

const isPrivate = ({ kind }: Private) => !kind.startsWith(HEADER) || isPrivateHeader(kind.slice(HEADER.length));
const privates = [
  ...new Map(
    entries<Private>('private')
      .filter(isPrivate)
      .map((one) => [one.value, one]),
  ).values(),
];
const outputs = entries<Output>('output').filter(({ what }) => !READS_NO_EVENT.test(what));
const leaks = findLeaks(privates, outputs);
const characters = outputs.reduce((sum, { text }) => sum + text.length, 0);
const kinds = Map.groupBy(privates, ({ kind }) => kind.replace(/^header .*/, 'header'));
const counts = [...kinds].map(([kind, some]) => `${some.length} of kind ${kind}`).join(', ');
process.stdout.write(
  `looked for ${counts} in ${characters} characters of ${outputs.length} outputs: ${leaks.length} found\n`,
);
for (const { kind, what, line } of leaks.slice(0, 20)) process.stdout.write(`  ${kind}, by ${what}:\n    ${line}\n`);
// Nothing is found where nothing was watched.
const isWatched = ['secret', 'header', 'body'].every((kind) => kinds.has(kind)) && characters > 10_000;
if (!isWatched) process.stdout.write('there is too little to look at: were the tests run with test/logs/watch.mjs?\n');
process.exitCode = leaks.length === 0 && isWatched && !hasFailed ? 0 : 1;

function runTests(logs: string): { readonly directory: string; readonly hasFailed: boolean } {
  const watch = `--import=${new URL('watch.mjs', import.meta.url).href}`;
  const env = {
    ...process.env,
    BREAKWATER_TEST_LOGS: logs,
    NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} ${watch}`,
  };
  const failed = ['test', 'test:slow'].filter(
    (script) => spawnSync('npm', ['run', script], { env, stdio: 'inherit' }).status !== 0,
  );
  // What failing tests wrote is looked through too.
  if (failed.length > 0) process.stdout.write(`failed: ${failed.join(', ')}\n`);
  return { directory: logs, hasFailed: failed.length > 0 };
}
