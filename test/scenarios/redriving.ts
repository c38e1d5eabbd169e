import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Stripe from 'stripe';
import { clientsOf } from '../local/aws-clients.ts';
import { type Running, type StartOptions, startRunning } from './running.ts';

export const SECRET = `whsec_${randomBytes(24).toString('base64')}`;

/** How a run of the processors that fail until they are mended is started. */
export const REDRIVING: StartOptions = {
  config: 'test/scenarios/fixtures/redrive/webhooks.ts',
  secrets: { stripe: [SECRET] },
};

/** One line that a processor left. */
export interface Attempt {
  readonly id: string;
  readonly customer: string;
  readonly attempt: number;
  readonly outcome: string;
}

/** A run whose processors fail for customers that are poison, until they are mended. */
export interface Redriving {
  running: Running;
  /** Posts an event as Stripe does; resolves with the status of the answer. */
  post(id: string, customer: string, type?: string): Promise<number>;
  /** The body of an event. */
  bodyOf(id: string, customer: string, type?: string): string;
  attempts(): Attempt[];
  /** Mends the processors. */
  mend(): void;
  /** The URL of a queue after the stack's prefix. */
  urlOf(queue: string): string;
  endpoint(): { readonly awsEndpoint: string; readonly outputs: Readonly<Record<string, string>> };
  clients(): ReturnType<typeof clientsOf>;
}

/** Starts such a run; its processors leave their lines in the directory. */
export async function startRedriving(directory: string, options: StartOptions = {}): Promise<Redriving> {
  const trace = join(directory, 'trace');
  const fixed = join(directory, 'fixed');
  writeFileSync(trace, '');
  const runFile = () => JSON.parse(readFileSync(`.breakwater/runs/${redriving.running.port}.json`, 'utf8'));
  const redriving: Redriving = {
    running: await startRunning({ ...REDRIVING, ...options }),
    bodyOf: (id, customer, type = 'invoice.paid') =>
      JSON.stringify({ id, type, created: 1767225600, data: { object: { trace, fixed, customer } } }),
    async post(id, customer, type) {
      const body = redriving.bodyOf(id, customer, type);
      const signature = Stripe.webhooks.generateTestHeaderString({ payload: body, secret: SECRET });
      const headers = { 'content-type': 'application/json', 'stripe-signature': signature };
      return (await fetch(`${redriving.running.url}/webhooks/stripe`, { method: 'POST', headers, body })).status;
    },
    attempts: () =>
      readFileSync(trace, 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => {
          const [id = '', customer = '', attempt, outcome = ''] = line.split(' ');
          return { id, customer, attempt: Number(attempt), outcome };
        }),
    mend: () => existsSync(fixed) || writeFileSync(fixed, ''),
    urlOf: (queue) => `${runFile().outputs.QueueUrlPrefix}${queue}`,
    endpoint: runFile,
    clients: () => clientsOf(runFile()),
  };
  return redriving;
}
