import { allTrials, count, type Trial } from './corpus/figures.ts';
import { SENDERS } from './corpus/sender-row.ts';

// Prints the figures of the corpus: npx tsx test/core/doctor/print-corpus.ts
const trials = await allTrials();
const { log } = console;
const rows = Map.groupBy(trials, ({ plant }) => plant.name);
for (const [name, group] of rows) log(line(name, group[0]?.plant.is ?? '', group));
log(line('ALL', `${rows.size} mistakes, ${new Set(SENDERS.map(({ id }) => id)).size} providers`, trials));

function line(name: string, is: string, group: readonly Trial[]): string {
  const { trials: of, right, wrong } = count(group);
  const percent = ((100 * right) / of).toFixed(1);
  return `${name.padEnd(44)} ${is.padEnd(28)} ${right}/${of} named (${percent} %), ${wrong} wrong`;
}
