import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type StripeDouble, startStripeDouble } from '../reconciliation/stripe-double.ts';
import { breakwater, eventually, type Running, startRunning, temporaryDirectory } from '../scenarios/running.ts';

/** Every command that the runbook names, once, without the stack: then it is for the local run. */
const commands = [
  ...new Set(
    [...readFileSync('docs/runbook.md', 'utf8').matchAll(/npx breakwater ([^`\n]+)/g)].map(([, command = '']) =>
      command.replace(' --stack NAME', '').trim(),
    ),
  ),
];

const directory = temporaryDirectory();
let stripe: StripeDouble;
let run: Running;
let id: string;

beforeAll(async () => {
  stripe = await startStripeDouble();
  mkdirSync(join(directory, 'processors'));
  const runtime = JSON.stringify(resolve('lambda/runtime/index.ts'));
  const processor = `import { defineProcessor, PermanentError } from ${runtime};
export const handler = defineProcessor(() => { throw new PermanentError('TEXT OF THE ERROR'); });`;
  writeFileSync(join(directory, 'processors', 'work.ts'), processor);
  const config = join(directory, 'webhooks.json');
  const sources = { stripe: { reconcile: { api: stripe.url } } };
  writeFileSync(config, JSON.stringify({ sources, processors: { work: { on: { stripe: ['*'] } } } }));
  run = await startRunning({ config, secrets: { stripe: ['short'] } });
}, 90_000);
afterAll(async () => {
  await run.stop();
  await stripe.close();
});

/** What is typed in where a command asks for a secret. */
const typed = (command: string) =>
  command.includes('/api') ? 'rk_test\n' : `whsec_of_the_runbook_${command.length}\n`;

/** The words of a command, with names that the run has for those of the runbook. */
const wordsOf = (command: string): string[] =>
  (command.match(/'[^']*'|\S+/g) ?? []).map((word) =>
    word
      .replaceAll("'", '')
      .replace(/^SOURCE/, 'stripe')
      .replace(/^PROCESSOR$/, 'work')
      .replace(/^ID$/, id),
  );

async function runs(command: string): Promise<void> {
  const words = wordsOf(command);
  // Only this one is about no run.
  const { code, stderr } =
    words[0] === 'providers' ? await breakwater(...words) : await run.pipe(typed(command), ...words);
  // `status` ends with 1 while something needs an operator, as it does here.
  const isWell = code === 0 || (words[0] === 'status' && code === 1);
  expect([command, isWell, isWell ? '' : stderr]).toEqual([command, true, '']);
}

test('every command of the runbook does what it is there for', async () => {
  const [first = '', ...others] = [...commands].sort((left, right) => rank(left) - rank(right));
  expect(first).toBe('secrets set SOURCE');
  await runs(first);
  await run.cli('trigger', 'stripe');
  const letters = await eventually(
    async () => JSON.parse((await run.cli('dead-letters', 'list', 'work', '--json')).stdout),
    (list: readonly unknown[]) => list.length > 0,
  );
  expect(letters).toHaveLength(1);
  const [event] = JSON.parse((await run.cli('events', 'list', '--json')).stdout);
  ({ id } = event);
  for (const command of others) await runs(command);
  expect(others.length).toBeGreaterThan(20);
}, 240_000);

/** What has no secret gets one before anything else; what puts dead letters back comes last. */
const rank = (command: string) => (/^secrets set \S+$/.test(command) ? 0 : command.startsWith('redrive') ? 2 : 1);
