import type { ChaosResult } from './chaos.ts';

/** The figures of a chaos, in the order in which they are printed. */
export function figuresOf({ found, chronicle, explained, violations, seconds }: ChaosResult): Record<string, number> {
  const { sent, effects, archived, letters } = found;
  const total = (counts: Iterable<number>) => [...counts].reduce((sum, one) => sum + one, 0);
  const sized = (counts: Iterable<readonly [string, number]>, prefix: string) =>
    Object.fromEntries(
      [...counts].sort(([one], [other]) => one.localeCompare(other)).map(([name, n]) => [prefix + name, n]),
    );
  const effectsDone = total([...effects.values()].map(({ length }) => length));
  return {
    events: sent.begun.size,
    'accepted events': sent.accepted.size,
    ...Object.fromEntries([...sent.counts].sort()),
    ...sized(sent.answers, 'answered '),
    faults: total(chronicle.faults.values()) + chronicle.restarts.length,
    'processes killed': chronicle.kills.size,
    'restarts of the run': chronicle.restarts.length,
    ...sized(countsOf(chronicle.restarts.map(({ how }) => how)), 'restart, '),
    ...sized(chronicle.faults, 'fault, '),
    effects: effectsDone,
    'events in the archive': archived.size,
    'effects doubled': effectsDone - effects.size,
    ...sized(Object.entries(explained), 'doubled, since '),
    'dead letters': letters.length,
    'dead letters of poison': letters.filter(({ reason }) => /poison|fails in attempt/.test(reason)).length,
    violations: violations.length,
    seconds: Math.round(seconds),
  };
}

const countsOf = (words: readonly string[]) =>
  Object.entries(Object.groupBy(words, (word) => word)).map(([word, all = []]) => [word, all.length] as const);

/** The figures as a table of two columns. */
export function tableOf(figures: Readonly<Record<string, number>>): string {
  const width = Math.max(...Object.keys(figures).map(({ length }) => length));
  return Object.entries(figures)
    .map(([name, figure]) => `${name.padEnd(width)}  ${figure.toLocaleString('en-GB').padStart(9)}`)
    .join('\n');
}
