import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

/** Where Chromium is on Debian, Ubuntu, Alpine, macOS; CHROMIUM names another one. */
const PLACES = [
  process.env.CHROMIUM ?? '',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** The Chromium of this machine. */
export function findChromium(places: readonly string[] = PLACES): string {
  const found = places.find((place) => place !== '' && existsSync(place));
  if (found) return found;
  throw new Error(
    'there is no Chromium for the tests of the console: apt-get install chromium, or name it in CHROMIUM',
  );
}

/** Starts Chromium without a window. As root it has no sandbox. */
export const openBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: findChromium(),
    headless: true,
    args: ['--disable-dev-shm-usage', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  });

/** A window of its own, with what a page has complained of. */
export interface Window {
  readonly context: BrowserContext;
  readonly page: Page;
  /** What the page wrote to the console as an error, threw, or loaded from elsewhere. */
  readonly complaints: string[];
}

export async function openWindow(browser: Browser, colorScheme: 'light' | 'dark' = 'light'): Promise<Window> {
  const context = await browser.newContext({ colorScheme, viewport: { width: 1360, height: 860 }, locale: 'en-GB' });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => {
    const { hostname, protocol } = new URL(request.url());
    if (protocol !== 'data:' && hostname !== '127.0.0.1') complaints.push(`it asked for ${request.url()}`);
  });
  return { context, page, complaints };
}

/** Where the pictures of a test run are put; git ignores it. */
export const PICTURES = join('.breakwater', 'console-pictures');

/** Takes a picture of what is seen, to be looked at by people. */
export async function picture(page: Page, name: string): Promise<void> {
  mkdirSync(PICTURES, { recursive: true });
  await page.screenshot({ path: join(PICTURES, `${name}.png`) });
}
