import { createHmac } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { BatchWriteItemCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { inParallel } from '../../core/in-parallel.ts';
import { custodyAttribute, ledgerItem } from '../../core/ledger-item.ts';
import { startRunning } from '../scenarios/running.ts';
import { openBrowser, openWindow } from './browser.ts';

// How fast the console is with a full ledger: `npm run bench:console`. Fails when it is slower than it promises.

const EVENTS = 10_000;
/** So many come in as real requests, so that their bodies can be searched. */
const POSTED = Number(process.env.POSTED ?? 1000);
const ROUNDS = 5;
const OPENS_WITHIN_MS = 1000;
const ANSWERS_WITHIN_MS = 500;
const SECRET = 'a-secret-for-the-benchmark-only';

/** Scrolls from top to bottom in 60 steps, and measures the time from frame to frame. */
const SCROLL = `(async () => {
  const list = document.querySelector('.window');
  let slowest = 0;
  for (let step = 1; step <= 60; step++) {
    const startedAt = performance.now();
    list.scrollTop = (list.scrollHeight / 60) * step;
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    slowest = Math.max(slowest, performance.now() - startedAt);
  }
  return slowest;
})()`;
const directory = mkdtempSync(join(tmpdir(), 'breakwater-bench-'));
const run = await startRunning({
  config: 'test/console/fixtures/webhooks.ts',
  data: directory,
  secrets: { github: [SECRET] },
});
const browser = await openBrowser();
try {
  const file = JSON.parse(readFileSync(`.breakwater/runs/${run.port}.json`, 'utf8'));
  await fillLedger(file.awsEndpoint, file.outputs.LedgerTableName);
  const filledAt = performance.now();
  await postAll();
  console.log(
    `filled in ${Math.round(filledAt)} ms, posted ${POSTED} in ${Math.round(performance.now() - filledAt)} ms`,
  );
  const { page, complaints } = await openWindow(browser);
  await page.goto(file.consoleUrl);
  const cold = await page.evaluate('performance.now()').then(Number);
  await page.locator('a.row .type').first().waitFor();
  const first = Number(await page.evaluate('performance.now()'));
  await page.getByText(`${EVENTS.toLocaleString('en')} events`, { exact: false }).waitFor({ timeout: 60_000 });
  const filled = Number(await page.evaluate('performance.now()'));

  const opens = await measured(async () => {
    await page.reload();
    await page.locator('a.row .type').first().waitFor();
    return Number(await page.evaluate('performance.now()'));
  });
  const answers = await measured((round) =>
    search(page, ['commit 77 ', 'refs/heads', 'evt_bench_99', 'nowhere at all', 'push'][round] ?? ''),
  );
  const scroll = await page.evaluate<number>(SCROLL);
  console.log(`${EVENTS} events in the ledger, ${POSTED} bodies kept, ${cpus().length} cores`);
  console.log(`the list, opened for the first time: ${Math.round(first)} ms (the page itself ${Math.round(cold)} ms)`);
  console.log(`all ${EVENTS} read in the background: ${Math.round(filled)} ms`);
  console.log(`the list, opened again: ${opens.map(Math.round).join(', ')} ms`);
  console.log(`search: ${answers.map(Math.round).join(', ')} ms`);
  console.log(`scrolling through all of it, slowest frame: ${Math.round(scroll)} ms`);
  const slow = [first, ...opens].some((ms) => ms > OPENS_WITHIN_MS) || answers.some((ms) => ms > ANSWERS_WITHIN_MS);
  if (slow || complaints.length > 0) {
    console.error('slower than promised', complaints);
    process.exitCode = 1;
  }
} finally {
  await browser.close();
  await run.stop();
  rmSync(directory, { recursive: true, force: true });
}
process.exit();

type Page = Awaited<ReturnType<typeof openWindow>>['page'];

async function measured(once: (round: number) => Promise<number>): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) times.push(await once(round));
  return times;
}

/** From the request to the whole answer, as the page sees it. */
function search(page: Page, text: string): Promise<number> {
  return page.evaluate<number>(`(async () => {
    const startedAt = performance.now();
    await (await fetch('/console/api/events?search=' + encodeURIComponent(${JSON.stringify(text)}))).text();
    return performance.now() - startedAt;
  })()`);
}

/** Puts events of the last days straight into the table: posting as many would take minutes. */
async function fillLedger(endpoint: string, table: string): Promise<void> {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = new DynamoDBClient({ endpoint, region: 'us-east-1', credentials });
  const items = Array.from({ length: EVENTS - POSTED }, (_, index) => {
    const receivedAt = new Date(Date.now() - 3_600_000 - index * 20_000).toISOString();
    const facts = { id: `evt_bench_${index}`, source: 'stripe', provider: 'stripe', type: 'payment_intent.succeeded' };
    const item = ledgerItem(
      { ...facts, time: receivedAt, receivedAt, requestId: '', contentType: '' },
      `${index}`,
      ['record-payment'],
      Date.now(),
    );
    const custody = {
      state: index % 50 ? 'done' : 'failed',
      owner: 'bench',
      until: 0,
      attempts: 1,
      failures:
        index % 50 ? [] : [{ attempt: 1, at: Date.parse(receivedAt), error: `Error: no customer cus_${index}` }],
    };
    return { PutRequest: { Item: marshall({ ...item, [custodyAttribute('record-payment')]: custody }) } };
  });
  const batches = Array.from({ length: Math.ceil(items.length / 25) }, (_, index) =>
    items.slice(25 * index, 25 * index + 25),
  );
  await inParallel(batches, 4, (batch) => client.send(new BatchWriteItemCommand({ RequestItems: { [table]: batch } })));
}

async function postAll(): Promise<void> {
  const numbers = Array.from({ length: POSTED }, (_, index) => index);
  await inParallel(numbers, 8, async (number) => {
    const commits = [{ message: `commit ${number} ${'x'.repeat(2000)}` }];
    const body = JSON.stringify({ ref: 'refs/heads/main', commits });
    const signature = createHmac('sha256', SECRET).update(body).digest('hex');
    const headers = {
      'content-type': 'application/json',
      'x-github-event': 'push',
      'x-github-delivery': `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
      'x-hub-signature-256': `sha256=${signature}`,
    };
    const answer = await fetch(`${run.url}/webhooks/github`, { method: 'POST', headers, body });
    if (answer.status !== 200) throw new Error(`the run answered ${answer.status}`);
  });
}
