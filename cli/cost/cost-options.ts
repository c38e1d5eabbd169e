import { InvalidArgumentError } from 'commander';
import type { Webhooks } from '../../core/configuration.ts';
import { PRICED_REGION } from '../../core/cost/prices.ts';
import { PLAIN_TRAFFIC, type Traffic } from '../../core/cost/traffic.ts';
import { wrongUse } from '../cli-error.ts';

/** What comes in, as it is typed. */
export interface CostOptions {
  readonly eventsPerMonth: number;
  readonly bodyKb?: number;
  readonly duplicates?: number;
  readonly ignored?: number;
  readonly refused?: number;
  readonly retries?: number;
  readonly deadLetters?: number;
  readonly batch?: number;
  readonly workMs?: number;
  readonly source?: Readonly<Record<string, number>>;
  readonly region?: string;
  readonly stack?: string;
  readonly assembly?: string;
  readonly config?: string;
  readonly json?: boolean;
  readonly markdown?: boolean;
}

const TIMES: Readonly<Record<string, number>> = { '': 1, k: 1e3, m: 1e6 };
const MOST_EVENTS = 1e10;

/** How many events a month: `50000`, `50k` or `1.5M`. */
export function parseEvents(text: string): number {
  const [, count = '', unit = ''] = /^(\d{1,11}(?:\.\d{1,6})?)([kKmM]?)$/.exec(text) ?? [];
  const events = Number(count) * (TIMES[unit.toLowerCase()] ?? 1);
  if (count !== '' && events >= 1 && events <= MOST_EVENTS) return events;
  throw new InvalidArgumentError('Allowed: a number of events such as 50000, 50k or 1.5M');
}

/** A share from 0 to 1, given in percent: `10` or `10%`. */
export function parseShare(text: string): number {
  const [, percent = ''] = /^(\d{1,4}(?:\.\d{1,3})?)%?$/.exec(text) ?? [];
  if (percent !== '' && Number(percent) <= 1000) return Number(percent) / 100;
  throw new InvalidArgumentError('Allowed: a share of the events such as 10% or 0.5%');
}

/** A positive number. */
export function parsePositive(text: string): number {
  const number = /^\d{1,6}(?:\.\d{1,3})?$/.test(text) ? Number(text) : 0;
  if (number > 0) return number;
  throw new InvalidArgumentError('Allowed: numbers over 0 such as 2 or 0.5');
}

/** One more source with its share: `stripe=60%`. */
export function parseSourceShare(text: string, before: Readonly<Record<string, number>> = {}) {
  const [, name = '', share = ''] = /^([a-z0-9-]+)=(.+)$/.exec(text) ?? [];
  if (name === '') throw new InvalidArgumentError('Allowed: a source and its share of the events such as stripe=60%');
  return { ...before, [name]: parseShare(share) };
}

/**
 * What comes in, checked.
 * @throws {CliError} when a source is not there, or shares do not fit
 */
export function trafficOf(options: CostOptions, { sources: known, processors }: Webhooks): Traffic {
  const { source: sources, region } = options;
  if (region !== undefined && region !== PRICED_REGION)
    throw wrongUse(`there are no prices of ${region} here, only those of ${PRICED_REGION}: leave --region out`);
  for (const name of Object.keys(sources ?? {}))
    if (!Object.hasOwn(known, name))
      throw wrongUse(`there is no source "${name}"; there are: ${Object.keys(known).join(', ')}`);
  const given = Object.values(sources ?? {}).reduce((sum, share) => sum + share, 0);
  if (given > 1.000001) throw wrongUse(`the sources have ${Math.round(given * 100)}% of the events: at most 100%`);
  if ((options.ignored ?? 0) > 1) throw wrongUse('--ignored is a share of the events: at most 100%');
  const largest = Math.max(1, ...Object.values(processors).map(({ batchSize }) => batchSize));
  if ((options.batch ?? 1) > largest || (options.batch ?? 1) < 1)
    throw wrongUse(
      `--batch is how many events an invocation gets on average: from 1 to ${largest}, the largest batchSize`,
    );
  return {
    eventsPerMonth: options.eventsPerMonth,
    bodyKb: options.bodyKb ?? PLAIN_TRAFFIC.bodyKb,
    duplicates: options.duplicates ?? PLAIN_TRAFFIC.duplicates,
    ignored: options.ignored ?? PLAIN_TRAFFIC.ignored,
    refused: options.refused ?? PLAIN_TRAFFIC.refused,
    retries: options.retries ?? PLAIN_TRAFFIC.retries,
    deadLetters: options.deadLetters ?? PLAIN_TRAFFIC.deadLetters,
    batch: options.batch ?? PLAIN_TRAFFIC.batch,
    workMs: options.workMs ?? PLAIN_TRAFFIC.workMs,
    sources,
  };
}
