import { createHmac } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually, type Running, startRunning } from './running.ts';

const SECRET = 'acme-secret-of-thirty-two-bytes!';

export interface LoadOptions {
  readonly customers: number;
  /** How many changes of each customer there are. */
  readonly changes: number;
  /** How many attempts at a change fail. */
  readonly failuresOf: (customer: number, change: number) => number;
  readonly directory: string;
  /** How long it may take from the last post on. @default 60000 */
  readonly milliseconds?: number;
  /** What is done to the run before it ends. */
  readonly afterwards?: (run: Running, trace: string) => Promise<void>;
}

/** An attempt at a change, as the processor noted it. */
export interface Attempt {
  readonly customer: string;
  readonly number: number;
  readonly attempt: number;
  readonly outcome: 'done' | 'failed';
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** Posts the event of a change, or of another type. */
export function post(url: string, type: string, data: object): Promise<Response> {
  const body = JSON.stringify({ type, ...data });
  const headers = {
    'content-type': 'application/json',
    'x-acme-signature': createHmac('sha256', SECRET).update(body).digest('hex'),
  };
  return fetch(`${url}/webhooks/acme`, { method: 'POST', headers, body });
}

export const startOrdering = () =>
  startRunning({ config: 'test/scenarios/fixtures/ordering/webhooks.ts', secrets: { acme: [SECRET] } });

/** How many customers' changes are posted at the same time; those of one customer are posted one after the other. */
const POSTED_AT_ONCE = 16;

/** Posts every change of every customer to a local run; returns every attempt, once each change is done or given up. */
export async function runOrderedLoad(
  options: LoadOptions,
): Promise<{ attempts: Attempt[]; ms: number; postedMs: number }> {
  const { customers, changes, failuresOf, directory, milliseconds = 60_000 } = options;
  const trace = join(directory, 'trace');
  writeFileSync(trace, '');
  const run = await startOrdering();
  const startedAt = Date.now();
  let nextChange = 0;
  const poster = async (first: number) => {
    for (let number = 1; number <= changes; number++)
      for (let customer = first; customer < customers; customer += POSTED_AT_ONCE) {
        nextChange += 1;
        const data = { id: `c${customer}-${number}`, customer: `c${customer}`, number, trace };
        const { status } = await post(run.url, 'change', { ...data, failures: failuresOf(customer, number) });
        if (status !== 200) throw new Error(`change ${nextChange} was answered ${status}`);
      }
  };
  // Reading all of it again and again would take the time that the run needs.
  const read = async () => {
    await new Promise((resolve) => setTimeout(resolve, 500));
    return readAttempts(trace);
  };
  await Promise.all(Array.from({ length: POSTED_AT_ONCE }, (_, first) => poster(first)));
  const postedMs = Date.now() - startedAt;
  const attempts = await eventually(read, (noted) => endedOf(noted) === customers * changes, milliseconds);
  const ms = Date.now() - startedAt;
  await options.afterwards?.(run, trace);
  await run.stop();
  return { attempts, ms, postedMs };
}

/** The configuration allows three attempts. */
export const MAX_ATTEMPTS = 3;

const endedOf = (attempts: readonly Attempt[]) =>
  attempts.filter(({ outcome, attempt }) => outcome === 'done' || attempt === MAX_ATTEMPTS).length;

export function readAttempts(trace: string): Attempt[] {
  const lines = readFileSync(trace, 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => {
    const [customer = '', number, attempt, outcome, at] = line.split(' ');
    return {
      customer,
      number: Number(number),
      attempt: Number(attempt),
      outcome: outcome === 'done' ? 'done' : 'failed',
      at: Number(at),
    };
  });
}

/** What each customer's attempts have to be, in their order: each change until it is done or given up, then the next. */
export function expectedAttempts({ changes, failuresOf }: LoadOptions, customer: number): string[] {
  return Array.from({ length: changes }, (_, index) => index + 1).flatMap((number) => {
    const failures = failuresOf(customer, number);
    const tries = Math.min(failures + 1, MAX_ATTEMPTS);
    return Array.from({ length: tries }, (_, index) => `${number}.${index + 1}`);
  });
}

export const attemptsOf = (attempts: readonly Attempt[], customer: number) =>
  attempts.filter((one) => one.customer === `c${customer}`).map(({ number, attempt }) => `${number}.${attempt}`);
