import { parseJson } from '../../core/content.ts';
import type { Delivery } from '../../core/delivery.ts';
import { failed } from '../cli-error.ts';
import type { Tampering } from './tamper.ts';

/** What a delivery was answered. */
export interface SentAnswer {
  readonly status: number;
  /** The body: parsed if it is JSON, otherwise its text. */
  readonly body: unknown;
  readonly ms: number;
}

/** No provider waits longer. */
const PATIENCE_MS = 30_000;

/**
 * Sends a delivery.
 * @param origin - where it goes, when that is not where its URL says
 * @throws {CliError} when there is no answer
 */
export async function sendDelivery({ method, url, headers, body }: Delivery, origin?: string): Promise<SentAnswer> {
  const { pathname, search, origin: ownOrigin } = new URL(url);
  const target = (origin ?? ownOrigin) + pathname + search;
  const startedAt = performance.now();
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const init = { method, headers, redirect: 'manual', signal } as const;
    const response = await fetch(target, body.length > 0 ? { ...init, body: new Uint8Array(body) } : init);
    const text = await response.text();
    return { status: response.status, body: parseJson(text) ?? text, ms: Math.round(performance.now() - startedAt) };
  } catch (error) {
    const { message, cause } = error instanceof Error ? error : new Error(String(error));
    // Not the query: in it some senders hand over their secret.
    throw failed(`${target.split('?')[0]} gave no answer: ${cause instanceof Error ? cause.message : message}`);
  }
}

/** Whether an answer is the right one: a success, or a refusal of what was tampered with. */
export const isExpected = ({ status }: SentAnswer, tampering: Tampering | undefined) =>
  tampering ? status === 401 : status >= 200 && status < 300;
