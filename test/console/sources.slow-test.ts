import type { Browser, Page } from 'playwright-core';
import { eventually, temporaryDirectory } from '../scenarios/running.ts';
import { openBrowser, openWindow, picture, type Window } from './browser.ts';
import { type ConsoleRun, startConsoleRun } from './console-run.ts';

const directory = temporaryDirectory();
let run: ConsoleRun;
let browser: Browser;
let window: Window;
let page: Page;

beforeAll(async () => {
  const config = 'test/console/fixtures/tenants-and-partners.ts';
  [run, browser] = await Promise.all([startConsoleRun(directory, { config }), openBrowser()]);
  window = await openWindow(browser);
  page = window.page;
}, 90_000);
afterAll(async () => {
  await browser?.close();
  expect(await run.running.stop()).toBe(0);
}, 30_000);
afterEach(() => {
  expect(window.complaints).toEqual([]);
});

const open = (screen: string) => page.goto(`${run.running.url}/#/${screen}`);
const choose = (name: string, option: string) => page.getByRole('combobox', { name }).selectOption(option);
const send = () => page.getByRole('button', { name: 'Send', exact: true }).click();

test("a link to an event opens the console at it: also at a tenant's, whose id has a slash", async () => {
  const id = await run.trigger('github', 'push', '--tenant', 'demo');
  expect(id).toMatch(/^demo\//);
  await run.settled('github', id, 'announce-push', 'done');
  await page.goto(`${run.link}#/events/github/${encodeURIComponent(id)}`);
  const detail = page.getByRole('region', { name: `Event ${id}` });
  await detail.getByText('from github/demo').waitFor();
  await detail.getByText('"refs/heads/main"').first().waitFor();
  expect(page.url()).toBe(`${run.running.url}/#/events/github/${encodeURIComponent(id)}`);
});

test('a test event goes to one of the tenants, and its answer leads to it', async () => {
  await open('test');
  await choose('Source', 'github');
  await choose('Tenant', 'demo');
  await send();
  await page.getByText(/^200 in .* github/).waitFor();
  await page.getByRole('link', { name: /^demo\// }).click();
  await page.getByText('announce-push done').first().waitFor();
});

test('a source without requests takes test events by EventBridge, and nothing can be wrong with their signature', async () => {
  await open('test');
  await choose('Source', 'stripe');
  await eventually(
    () => page.getByRole('combobox', { name: 'What is wrong with it' }).getByRole('option').count(),
    (options) => options === 1,
  );
  await send();
  await page.getByText(/^200 in .* stripe/).waitFor();
  await open('events');
  await page.getByText('record-payment done').waitFor();
});

test('the list of sources says who signs: the tenants, or nobody', async () => {
  await open('sources');
  const rowOf = (name: string) => page.getByRole('row').filter({ has: page.getByRole('rowheader', { name }) });
  await rowOf('github').getByText('1 tenant', { exact: true }).waitFor();
  await rowOf('github').getByText('/webhooks/github/{tenant}').waitFor();
  await rowOf('stripe').getByText('none: its events come by EventBridge').waitFor();
  await rowOf('stripe').getByText('aws.partner/stripe.com/ed_test_1').waitFor();
});

test('what was counted is shown as charts, and as a table', async () => {
  await open('metrics');
  await page.getByRole('img', { name: 'github: 2 accepted, 0 not taken' }).locator('canvas').waitFor();
  const cells = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'announce-push' }) });
  await eventually(
    () => cells.innerText(),
    (text) => /announce-push\s+2\s+0\s+\d/.test(text),
  );
  await picture(page, 'metrics');
});

test('the switch has the page and its charts in the colours of a theme, whatever the system has', async () => {
  const themes = { dark: ['rgb(15, 21, 25)', [116, 207, 148]], light: ['rgb(246, 247, 248)', [26, 107, 58]] } as const;
  const switchTo = async (choice: string, background: string) => {
    await page.getByRole('button', { name: choice, exact: true }).click();
    await eventually(
      () => page.evaluate<string>('getComputedStyle(document.body).backgroundColor'),
      (found) => found === background,
    );
  };
  for (const system of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: system });
    for (const [theme, [background, good]] of Object.entries(themes)) {
      await open('metrics');
      await switchTo(theme, background);
      await page.reload();
      await eventually(
        () => page.evaluate<boolean>(`(${hasPixel})(${JSON.stringify(good)})`),
        (found) => found,
      );
    }
    await switchTo('auto', themes[system][0]);
  }
});

/** Whether a chart has something in just this colour; runs in the page. */
const hasPixel = `(wanted) => [...document.querySelectorAll('canvas')].some((canvas) => {
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  for (let at = 0; at < data.length; at += 4)
    if (data[at + 3] === 255 && wanted.every((value, index) => data[at + index] === value)) return true;
  return false;
})`;
