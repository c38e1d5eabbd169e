import { createHmac } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { type Chronicle, count } from './chronicle.ts';
import type { Dice } from './dice.ts';
import { bodyOf, type EventPlan, planOf } from './event-plan.ts';

export interface ProviderOptions {
  readonly dice: Dice;
  readonly chronicle: Chronicle;
  readonly events: number;
  readonly atOnce: number;
  /** No new event is begun after this, in milliseconds since 1970. */
  readonly until: number;
  /** Where the webhooks are now. */
  readonly url: () => string;
  readonly secret: string;
  /** The file that processors leave their effects in. */
  readonly effects: string;
  /** Is told how many events have been begun. */
  readonly onBegun: (events: number) => void;
}

/** What the provider sent and heard. */
export interface Sent {
  readonly begun: Map<string, EventPlan>;
  /** Those for which a 2xx was heard. */
  readonly accepted: Set<string>;
  /** Answers by status; `none` for a connection that failed or a request that took too long. */
  readonly answers: Map<string, number>;
  /** `requests`, `retries`, `duplicates absorbed` … */
  readonly counts: Map<string, number>;
}

const MOST_TRIES = 12;
const LONGEST_PAUSE_MS = 4000;
const PATIENCE_MS = 8000;

/** Sends every event as providers do: again after a failure, sometimes twice, sometimes with another body. */
export async function playProvider(options: ProviderOptions): Promise<Sent> {
  const sent: Sent = { begun: new Map(), accepted: new Set(), answers: new Map(), counts: new Map() };
  let next = 0;
  const sender = async () => {
    while (next < options.events && Date.now() < options.until) {
      const plan = planOf(next++, options.dice);
      sent.begun.set(plan.id, plan);
      options.onBegun(next);
      await deliver(plan, sent, options);
    }
  };
  await Promise.all(Array.from({ length: options.atOnce }, sender));
  return sent;
}

async function deliver(plan: EventPlan, sent: Sent, options: ProviderOptions): Promise<void> {
  const throwFor = (what: string) => options.dice('provider', plan.id, what);
  if (throwFor('forged') < 0.01)
    await request({ ...plan, id: `forged-${plan.id}` }, 0, sent, options, 'no secret of ours');
  const tries = throwFor('gives up') < 0.02 ? 1 : MOST_TRIES;
  for (let attempt = 0; attempt < tries; attempt++) {
    if (attempt > 0) {
      count(sent.counts, 'retries');
      await wait(Math.min(LONGEST_PAUSE_MS, 150 * 2 ** attempt) * (0.5 + throwFor(`pause ${attempt}`)));
    }
    const variant = attempt > 0 && throwFor(`variant ${attempt}`) < 0.1 ? attempt : 0;
    if (variant) count(sent.counts, 'retried with another body');
    const isTwin = throwFor(`twin ${attempt}`) < 0.02;
    const answers = await Promise.all(
      Array.from({ length: isTwin ? 2 : 1 }, () => request(plan, variant, sent, options)),
    );
    if (!answers.some(Boolean)) continue;
    if (throwFor('spurious') < 0.03) await request(plan, throwFor('spurious variant') < 0.2 ? 99 : 0, sent, options);
    return;
  }
  count(sent.counts, 'given up by the provider');
}

/** Posts once; tells whether a 2xx came back. */
async function request(
  plan: EventPlan,
  variant: number,
  sent: Sent,
  options: ProviderOptions,
  secret = options.secret,
) {
  const { url, effects, chronicle } = options;
  const body = bodyOf(plan, effects, variant);
  const signature = createHmac('sha256', secret).update(body).digest('hex');
  const headers = { 'content-type': 'application/json', 'x-acme-signature': signature };
  count(sent.counts, 'requests');
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const response = await fetch(`${url()}/webhooks/acme`, { method: 'POST', headers, body, signal });
    count(sent.answers, String(response.status));
    const text = await response.text();
    chronicle.note(plan.id, `answered ${response.status} ${text}`);
    if (!response.ok) return false;
    if (text.includes('"duplicate"')) count(sent.counts, 'duplicates absorbed');
    sent.accepted.add(plan.id);
    return true;
  } catch (error) {
    count(sent.answers, 'none');
    chronicle.note(plan.id, `no answer: ${error instanceof Error ? error.name : error}`);
    return false;
  }
}
