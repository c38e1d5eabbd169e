import type { Webhooks } from '../configuration.ts';

/** What comes in, in a month. Shares are from 0 to 1. */
export interface Traffic {
  /** Events that providers send, each counted once. */
  readonly eventsPerMonth: number;
  /** The size of a body, in KB of 1,024 bytes. */
  readonly bodyKb: number;
  /** How many events come once more. */
  readonly duplicates: number;
  /** How many events are of a type that no processor wants. */
  readonly ignored: number;
  /** How many requests with a wrong signature come on top. */
  readonly refused: number;
  /** How many events take a processor one attempt more. */
  readonly retries: number;
  /** How many events a processor gives up after its last attempt. */
  readonly deadLetters: number;
  /** How many messages an invocation of a processor gets on average. */
  readonly batch: number;
  /** How long a processor's own work on an event takes, in milliseconds. */
  readonly workMs: number;
  /** Which share of the events comes from a source. @default - the sources that processors want events of, evenly */
  readonly sources?: Readonly<Record<string, number>> | undefined;
}

/** Small bodies on a quiet queue, and nothing goes wrong. */
export const PLAIN_TRAFFIC: Omit<Traffic, 'eventsPerMonth'> = {
  bodyKb: 2,
  duplicates: 0,
  ignored: 0,
  refused: 0,
  retries: 0,
  deadLetters: 0,
  batch: 1,
  workMs: 0,
};

/** The processors that want events of a source, whatever their type. */
export const processorsOf = ({ processors }: Webhooks, source: string): string[] =>
  Object.values(processors)
    .filter(({ on }) => (on[source]?.length ?? 0) > 0)
    .map(({ name }) => name);

/** The share of each source in all events: the ones that are given, and the rest evenly over the wanted others. */
export function sharesOf(webhooks: Webhooks, given: Readonly<Record<string, number>> = {}): Record<string, number> {
  const names = Object.keys(webhooks.sources);
  const others = names.filter((name) => given[name] === undefined);
  const wanted = others.filter((name) => processorsOf(webhooks, name).length > 0);
  const sharing = wanted.length > 0 ? wanted : others;
  const rest = Math.max(0, 1 - Object.values(given).reduce((sum, share) => sum + share, 0));
  return Object.fromEntries(
    names.map((name) => [name, given[name] ?? (sharing.includes(name) ? rest / sharing.length : 0)]),
  );
}
