import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Browser } from 'playwright-core';
import { breakwater, eventually, temporaryDirectory } from '../scenarios/running.ts';
import { openBrowser, openWindow, picture, type Window } from './browser.ts';
import { type ConsoleRun, startConsoleRun } from './console-run.ts';

const directory = temporaryDirectory();
let run: ConsoleRun;
let browser: Browser;
let window: Window;

beforeAll(async () => {
  [run, browser] = await Promise.all([startConsoleRun(directory), openBrowser()]);
  window = await openWindow(browser);
  await window.page.goto(run.link);
}, 90_000);
afterAll(async () => {
  await browser?.close();
  expect(await run.running.stop()).toBe(0);
}, 30_000);
afterEach(() => {
  expect(window.complaints).toEqual([]);
});

const rowOf = (id: string) => window.page.getByRole('link', { name: id });
const open = (screen: string) => window.page.goto(`${run.running.url}/#/${screen}`);
const button = (name: string) => window.page.getByRole('button', { name, exact: true });
const dialog = () => window.page.getByRole('dialog');

test('the link opens the console, and its token is not in the address any more', async () => {
  const { page } = window;
  await page.getByRole('heading', { name: 'Events', exact: true }).waitFor();
  expect(page.url()).toBe(`${run.running.url}/`);
  await page.getByText('No events yet').waitFor();
  await picture(page, 'no-events');
});

test('an event turns up by itself, with its state', async () => {
  const { page } = window;
  const id = await run.trigger('stripe', 'payment_intent.succeeded');
  await rowOf(id).getByText('record-payment done').waitFor();
  await run.trigger('github', 'push');
  await page.getByText('announce-push done').waitFor();
  await picture(page, 'events');
});

test('an event opens with keys, and shows its attempts, log, body and headers without what is secret', async () => {
  const { page } = window;
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  const detail = page.getByRole('region', { name: /^Event evt_/ });
  await detail.getByText('payment recorded').waitFor();
  await detail.getByText('payment_intent.succeeded', { exact: false }).first().waitFor();
  await detail.getByText('"payment_intent"').first().waitFor();
  await picture(page, 'event');
  await page.getByRole('tab', { name: 'Request' }).click();
  await detail.getByText('stripe-signature').waitFor();
  expect(await detail.locator('dl').innerText()).toMatch(/stripe-signature\s+\[redacted\]/i);
  await page.getByRole('tab', { name: 'Raw' }).click();
  await detail.getByText(/^000000 {2}7b/).waitFor();
  await page.keyboard.press('Escape');
  await detail.waitFor({ state: 'detached' });
});

test('the list is narrowed down by a text of a body, a source and a status', async () => {
  const { page } = window;
  const other = await run.order('2042');
  await rowOf(other).waitFor();
  await page.keyboard.press('/');
  await page.keyboard.type('#2042');
  await page.getByText(/^1 of \d+ events/).waitFor();
  expect(await rowOf(other).isVisible()).toBe(true);
  await page.getByRole('searchbox', { name: /^Search/ }).fill('');
  await page.getByRole('combobox', { name: 'Source' }).selectOption('github');
  await page.getByText(/^1 of \d+ events/).waitFor();
  await page.getByRole('combobox', { name: 'Source' }).selectOption('');
  await run.settled('shopify', other, 'ship-order', 'failed');
  await page.getByRole('combobox', { name: 'Status' }).selectOption('failed');
  await page.getByText(/^1 of \d+ events/).waitFor();
  await page.getByRole('combobox', { name: 'Status' }).selectOption('');
});

test('two events are compared, but for the fields that do not count', async () => {
  const { page } = window;
  const other = await run.order('2043');
  await rowOf(other).click();
  await page.getByRole('tab', { name: 'Compare' }).click();
  await page.getByRole('rowheader', { name: 'name' }).waitFor();
  const cells = await page.locator('.differences tbody tr').allInnerTexts();
  expect(cells).toEqual([expect.stringMatching(/^name\s+"#2043"\s+"#2042"$/)]);
  await picture(page, 'compare');
  await page.getByRole('textbox', { name: 'Fields that do not count' }).fill('id, created_at, name');
  await page.getByText('The two bodies are the same').waitFor();
});

test('a failed event leads to its cause, and is redriven once that is mended', async () => {
  const { page } = window;
  await open('issues');
  const issue = page.getByRole('article').filter({ hasText: 'the warehouse answered *: unknown SKU' });
  await issue.getByText('2 events, 2 given up').waitFor();
  await picture(page, 'issues');
  await issue.getByRole('link').click();
  await page.getByText('TypeError: the warehouse answered 404: unknown SKU').last().waitFor();
  await picture(page, 'cause');
  run.mend();
  await button('Redrive …').click();
  await dialog()
    .getByText(/plan: 1 of 2 dead letters of ship-order/)
    .waitFor();
  await picture(page, 'redrive');
  await button('Redrive').click();
  await dialog().getByText('1 of 1 dead letters are on the queue of ship-order').waitFor();
  await button('Close').click();
  await page.getByText('parcel on its way').waitFor();

  await open('dead-letters');
  await button('Redrive all …').click();
  await button('Redrive').click();
  await dialog().getByText('1 of 1 dead letters are on the queue of ship-order').waitFor();
  await button('Close').click();
  await page.getByText('No dead letters', { exact: false }).first().waitFor();
  await open('events');
  await expectCount(() => page.getByText('ship-order done').count(), 2);
});

test('an event is replayed for one processor, and runs again', async () => {
  const { page } = window;
  const id = await run.trigger('stripe', 'payment_intent.succeeded');
  await run.settled('stripe', id, 'record-payment', 'done');
  await eventually(
    async () => JSON.parse((await run.running.cli('events', 'show', 'stripe', id, '--json')).stdout),
    ({ archive }) => archive === 'done',
  );
  await open(`events/stripe/${id}`);
  await button('Replay …').first().click();
  await dialog().getByRole('combobox', { name: 'Processor' }).selectOption('record-payment');
  await dialog()
    .getByText(/plan: 1 events of the archive/)
    .waitFor();
  await button('Replay').click();
  await dialog().getByText('1 of 1 messages are on their queues').waitFor();
  await button('Close').click();
  await expectCount(() => page.getByText('payment recorded').count(), 2);
  const { stdout } = await run.running.cli('audit', '--json');
  expect(JSON.parse(stdout)[0]).toMatchObject({ command: 'replay', on: 'record-payment', ended: 'done' });
});

const expectCount = (count: () => Promise<number>, wanted: number) => eventually(count, (found) => found === wanted);

test('processors that want a look are redriven only once somebody says that it was had', async () => {
  const { page } = window;
  const id = await run.trigger('stripe', 'invoice.paid');
  await run.settled('stripe', id, 'charge-card', 'failed');
  await open(`events/stripe/${id}`);
  await button('Redrive …').click();
  await dialog()
    .getByText(/plan: 1 of 1/)
    .waitFor();
  expect(await button('Redrive').isDisabled()).toBe(true);
  await dialog().getByRole('checkbox').check();
  await button('Redrive').click();
  await dialog().getByText('1 of 1 dead letters').waitFor();
  await button('Close').click();
  await page.keyboard.press('Escape');
});

test('a refused request gets its verdict, and is let in once it verifies', async () => {
  const { page } = window;
  await open('test');
  await page.getByRole('combobox', { name: 'Source' }).selectOption('shopify');
  await page.getByRole('combobox', { name: 'What is wrong with it' }).selectOption('secret');
  await button('Send').click();
  await page.getByText(/^401 in .* shopify/).waitFor();
  await picture(page, 'test-event');

  const foreign = await sendSignedWithOther();
  await open('quarantine');
  await button(foreign).click();
  await page.getByText(/stays: wrong-signature/).waitFor();
  await page.getByText('Perhaps:').first().waitFor();
  await picture(page, 'verdict');
  const { code } = await run.running.pipe(OTHER_SECRET, 'secrets', 'rotate', 'github');
  expect(code).toBe(0);
  await button('Close').click();
  await button(foreign).click();
  await page.getByText('would be let in now').waitFor();
  await button('Release').click();
  await page.getByText('1 of 1 requests were let in').waitFor();
  await picture(page, 'released');
  await open('events');
  await rowOf(FOREIGN_EVENT).getByText('announce-push done').waitFor();
});

const OTHER_SECRET = 'the-secret-that-was-not-there-yet';
const FOREIGN_EVENT = '5f1c7d2e-0000-4000-8000-00000000c0de';

/** Sends a push that GitHub signs with another secret, and returns the id under which it is kept. */
async function sendSignedWithOther(): Promise<string> {
  const body = JSON.stringify({ ref: 'refs/heads/main', commits: [] });
  const signature = createHmac('sha256', OTHER_SECRET).update(body).digest('hex');
  const headers = {
    'content-type': 'application/json',
    'x-github-event': 'push',
    'x-github-delivery': FOREIGN_EVENT,
    'x-hub-signature-256': `sha256=${signature}`,
  };
  const answer = await fetch(`${run.running.url}/webhooks/github`, { method: 'POST', headers, body });
  expect(answer.status).toBe(401);
  const { stdout } = await run.running.cli('quarantine', 'list', '--source', 'github', '--json');
  return JSON.parse(stdout)[0].request;
}

test('what is said of an issue stays said, and it is open again when it comes up again', async () => {
  const { page } = window;
  await open('issues');
  const issue = page.getByRole('article').filter({ hasText: 'the card of * was declined' });
  await issue.getByRole('button', { name: 'Resolve' }).click();
  await issue.waitFor({ state: 'detached' });
  await run.trigger('stripe', 'invoice.paid');
  await issue.getByText('open again').waitFor();
  const { stdout } = await run.running.cli('issues', 'list');
  expect(stdout).toMatch(/open again +charge-card +2 +2 +PermanentError: the card of \* was declined/);
});

test('the forecast is that of "breakwater cost"', async () => {
  const { page } = window;
  await open('cost');
  await page.getByRole('combobox', { name: 'Events a month' }).selectOption('10M');
  const assembly = `.breakwater/assembly-${run.running.port}`;
  const { stdout } = await breakwater('cost', '--events-per-month', '10M', '--assembly', assembly, '--json');
  const dollars = Math.round(JSON.parse(stdout).perMonth).toLocaleString('en');
  await page.locator('.totals').getByText(`$${dollars}`, { exact: false }).first().waitFor();
  await picture(page, 'cost');
});

test.each(['light', 'dark'] as const)(
  'no screen has a serious finding of axe, in %s',
  async (colors) => {
    const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
    const other = await openWindow(browser, colors);
    const { page } = other;
    await page.goto(run.link);
    const event = (await page.locator('a.row').first().getAttribute('href')) ?? '';
    const findings: string[] = [];
    for (const screen of [
      event,
      '#/events',
      '#/issues',
      '#/dead-letters',
      '#/quarantine',
      '#/sources',
      '#/test',
      '#/metrics',
      '#/cost',
    ]) {
      await page.goto(`${run.running.url}/${screen}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.waitForLoadState('networkidle', { timeout: 1500 }).catch(() => undefined);
      // The policy of the page allows no script of others: the browser itself puts it in.
      await page.evaluate(axe);
      const { violations } = await page.evaluate<AxeResults>('axe.run()');
      const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
      findings.push(...serious.map(({ id, nodes }) => `${screen} ${id}: ${nodes.map(({ html }) => html).join(' | ')}`));
      await picture(page, `${colors}-${screen.split('/')[1]}${screen === event ? '-open' : ''}`);
    }
    expect(findings).toEqual([]);
    await other.context.close();
  },
  60_000,
);
