import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { openBrowser, openWindow } from './browser.ts';
import { type ConsoleRun, startConsoleRun } from './console-run.ts';

// Walks through docs/operating.md in a real browser, and takes its pictures on the way: `npm run docs:pictures`.

const PICTURES = 'docs/pictures';
const MOST_BYTES = 150_000;
const WITHIN_MS = 60_000;

mkdirSync(PICTURES, { recursive: true });
const directory = mkdtempSync(join(tmpdir(), 'breakwater-pictures-'));
const run = await startConsoleRun(directory);
const browser = await openBrowser();
try {
  await busyMorning(run);
  const { page } = await openWindow(browser);
  await page.setViewportSize({ width: 1200, height: 680 });
  const seconds = await walkThrough(page);
  console.log(`from the list to the processed event in ${seconds.toFixed(1)} s, without a person's reading`);
  if (seconds * 1000 > WITHIN_MS) throw new Error('that is more than a minute');
  const dark = await openWindow(browser, 'dark');
  await dark.page.setViewportSize({ width: 1200, height: 680 });
  await dark.page.goto(run.link);
  await dark.page.locator('a.row').first().waitFor();
  await take(dark.page, 'console-dark');
} finally {
  await browser.close();
  await run.running.stop();
  rmSync(directory, { recursive: true, force: true });
}
process.exit();

/** What comes in before somebody looks: most of it works, some orders do not. */
async function busyMorning({ trigger, order, settled }: ConsoleRun): Promise<void> {
  for (const name of ['3010', '3011']) await order(name);
  for (const type of ['payment_intent.succeeded', 'charge.refunded', 'payment_intent.succeeded'])
    await trigger('stripe', type);
  await trigger('github', 'push');
  const last = await order('3012');
  await trigger('stripe', 'payment_intent.payment_failed');
  await settled('shopify', last, 'ship-order', 'failed');
}

async function walkThrough(page: Page): Promise<number> {
  const startedAt = performance.now();
  await page.goto(run.link);
  await page.locator('.rail .number').getByText('3').waitFor();
  await page.getByText('ship-order failed').first().waitFor();
  await take(page, 'console-events');

  await page.getByRole('link', { name: 'Issues' }).click();
  await page.getByText('3 events, 3 given up').waitFor();
  await take(page, 'console-issue');

  await page.getByRole('article').getByRole('link').first().click();
  await page.getByText('TypeError: the warehouse answered 404: unknown SKU').last().waitFor();
  await page.getByText('MUG-ZOE').waitFor();
  await take(page, 'console-cause');

  run.mend();
  await page.getByRole('link', { name: 'Issues' }).click();
  await page.getByRole('button', { name: 'Redrive …' }).click();
  await page.getByText(/plan: 3 of 3 dead letters/).waitFor();
  await take(page, 'console-plan');

  await page.getByRole('button', { name: 'Redrive', exact: true }).click();
  await page.getByText('3 of 3 dead letters are on the queue of ship-order').waitFor();
  await page.getByRole('button', { name: 'Close' }).click();
  await page.getByRole('link', { name: 'Events', exact: true }).click();
  await page.getByText('ship-order done').nth(2).waitFor();
  await page.locator('a.row', { hasText: 'orders/create' }).first().click();
  await page.getByText('parcel on its way').waitFor();
  const seconds = (performance.now() - startedAt) / 1000;
  await take(page, 'console-done');
  return seconds;
}

async function take(page: Page, name: string): Promise<void> {
  const path = join(PICTURES, `${name}.png`);
  await page.screenshot({ path });
  const { size } = statSync(path);
  if (size > MOST_BYTES) throw new Error(`${path} has ${size} bytes, and ${MOST_BYTES} are the most`);
}
