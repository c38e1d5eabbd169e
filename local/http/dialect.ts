import type { Received } from './received.ts';

/** How one kind of API speaks with functions and with clients. */
export interface Dialect {
  /** The event that a function gets of a request. */
  event(received: Received, body: Buffer, context: EventContext): object;
  /** What a function's answer becomes; `undefined` when it is malformed. */
  answer(payload: string): HttpAnswer | undefined;
  /** What the API answers by itself. */
  readonly refusals: Readonly<Record<'no-route' | 'too-large' | 'late' | 'failed', Refusal>>;
}

/** What a request becomes part of: a route of an API. */
export interface EventContext {
  readonly apiId: string;
  readonly accountId: string;
  readonly routeKey: string;
  readonly stage: string;
  readonly pathParameters: Readonly<Record<string, string>>;
  readonly requestId: string;
  readonly now: number;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies: readonly string[];
  readonly body: Buffer;
}

export interface Refusal {
  readonly status: number;
  readonly message: string;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** The common log format, such as `12/Mar/2020:19:03:58 +0000`. */
export function formatTime(now: number): string {
  const [date = '', time = ''] = new Date(now).toISOString().split('T');
  const [year, month, day] = date.split('-');
  return `${day}/${MONTHS[Number(month) - 1]}/${year}:${time.slice(0, 8)} +0000`;
}
