import type { Command } from 'commander';
import { parseSince } from '../events/parse-since.ts';
import type { LetterFilter } from './letter-filter.ts';

/** The options that say which dead letters are meant. */
export type LetterOptions = Omit<LetterFilter, 'ids'>;

/** Adds the options that say which dead letters are meant. */
export const withLetterOptions = (command: Command): Command =>
  command
    .option('--match <text>', 'only events that contain it, or whose error does; * stands for any text')
    .option('--type <pattern>', 'only of this type; * stands for any text')
    .option('--source <name>', 'only of this source')
    .option('--tenant <name>', 'only of this tenant')
    .option('--error <text>', 'only those whose error contains it; * stands for any text')
    .option('--since <time>', 'only given up since then: 90s, 15m, 1h, 7d, or a date', (text) =>
      parseSince(text, Date.now()),
    );

/** The filter that the options mean. */
export const letterFilter = (
  { match, type, source, tenant, error, since }: LetterOptions,
  ids: readonly string[] = [],
): LetterFilter => ({ match, type, source, tenant, error, since, ids });
