import type { Answer } from './delivery.ts';

/** Everything that can become of a request. */
export type OutcomeName = keyof typeof OUTCOMES;

interface OutcomeRow {
  readonly status: number;
  /** The count that it adds to. */
  readonly metric: string;
  /** The answer's body; of the refusals it tells the caller nothing about the cause. */
  readonly body?: string;
  /** After how many seconds the sender may try again. */
  readonly retryAfter?: number;
}

/** The one place that says what is answered. Own faults are never 4xx: some providers give up on those. */
export const OUTCOMES = {
  accepted: { status: 200, metric: 'Accepted' },
  duplicate: { status: 200, metric: 'Duplicate' },
  ignored: { status: 200, metric: 'Ignored' },
  handshake: { status: 200, metric: 'Handshake' },
  refused: { status: 401, metric: 'Refused', body: 'unauthorized' },
  blocked: { status: 401, metric: 'Blocked', body: 'unauthorized' },
  unreadable: { status: 400, metric: 'Unreadable', body: 'not what this provider sends' },
  'unknown-source': { status: 404, metric: 'UnknownSource', body: 'not found' },
  'wrong-method': { status: 405, metric: 'WrongMethod', body: 'method not allowed' },
  'too-many': { status: 429, metric: 'TooMany', body: 'too many requests', retryAfter: 1 },
  'secret-unset': { status: 503, metric: 'SecretUnset', body: 'unavailable', retryAfter: 60 },
  unavailable: { status: 503, metric: 'Unavailable', body: 'unavailable', retryAfter: 5 },
} as const satisfies Record<string, OutcomeRow>;

/** The answer to an outcome that carries no event. */
export function answerTo(outcome: OutcomeName): Answer {
  const row: OutcomeRow = OUTCOMES[outcome];
  const headers: Record<string, string> = { 'content-type': 'application/json' };
  if (row.retryAfter !== undefined) headers['retry-after'] = String(row.retryAfter);
  return { status: row.status, headers, body: JSON.stringify({ status: row.body ?? outcome }) };
}

/** The answer to the events of a delivery: the provider's own, or what became of them. */
export function acknowledge(
  outcome: 'accepted' | 'duplicate' | 'ignored',
  events: readonly { readonly id: string; readonly type: string }[],
  ack: Answer | undefined,
): Answer {
  if (ack) return ack;
  const [event] = events;
  const what = events.length === 1 && event ? { id: event.id, type: event.type } : { events: events.length };
  const body = JSON.stringify({ status: outcome, ...what });
  return { status: OUTCOMES[outcome].status, headers: { 'content-type': 'application/json' }, body };
}
