import { execFileSync } from 'node:child_process';
import { breakwater } from '../scenarios/running.ts';

/** What the last word can be completed to, without what is said about each. */
async function completions(...words: string[]): Promise<string[]> {
  const { code, stdout } = await breakwater('complete', '--', ...words);
  expect(code).toBe(0);
  return stdout
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith(':'))
    .map((line) => line.split('\t')[0] ?? '');
}

test('completes commands, those below them, and options', async () => {
  expect(await completions('st')).toEqual(['start', 'status']);
  expect(await completions('events', '')).toEqual(expect.arrayContaining(['list', 'show', 'tail', 'purge']));
  expect(await completions('start', '--pu')).toEqual(['--public-url']);
  expect(await completions('start', '--engine', '')).toEqual(['dynalite', 'dynamodb-local']);
});

test('completes the names of sources, their event types, processors and providers', async () => {
  expect(await completions('trigger', 's')).toEqual(['stripe', 'shopify', 'slack']);
  expect(await completions('trigger', 'stripe', 'payment_intent.s')).toEqual(['payment_intent.succeeded']);
  expect(await completions('events', 'list', '--source', 'git')).toEqual(['github']);
  expect(await completions('pause', 'rec')).toEqual(['record-payment']);
  expect(await completions('providers', 'strip')).toEqual(['stripe']);
  expect(await completions('new', 'source', 'x', '--provider', 'strip')).toEqual(['stripe']);
});

test('bash can read its script', async () => {
  const { code, stdout } = await breakwater('completion', 'bash');
  expect(code).toBe(0);
  execFileSync('bash', ['-n'], { input: stdout });
  expect(stdout).toContain('breakwater complete --');
});

test('another shell is refused with those that there are', async () => {
  const { code, stderr } = await breakwater('completion', 'tcsh');
  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('Allowed choices are bash, zsh, fish') });
});
