import { Command, Option } from 'commander';
import { createColors } from 'picocolors';
import { table } from '../../cli/table.ts';
import { type Figure, isWithin, type Section } from './figure.ts';
import { memory } from './memory/memory.ts';
import { price } from './price/price.ts';
import { soak } from './soak/soak.ts';
import { start } from './start/start.ts';
import { verification } from './verification/verification.ts';

const SECTIONS: readonly Section[] = [start, verification, memory, soak, price];

interface Options {
  readonly only?: readonly string[];
  readonly json?: true;
  readonly gate?: true;
}

const about = `
Sections:
${SECTIONS.map(({ name, measures }) => `  ${name.padEnd(14)}${measures}`).join('\n')}

Times are of this machine; only the ratios say anything about another one. See docs/performance.md.

Examples:
  npm run bench
  npm run bench -- --only verification
  npm run bench -- --gate --json > bench.json`;

const options = new Command('bench')
  .description('measure what Breakwater costs in size, time and calls')
  .addOption(new Option('--only <section...>', 'only these').choices(SECTIONS.map(({ name }) => name)))
  .option('--json', 'print one JSON object a figure')
  .option('--gate', 'end with 1 when a figure is outside its bound')
  .addHelpText('after', about)
  .parse()
  .opts<Options>();

const colors = createColors(process.stdout.isTTY ?? false);
let outside = 0;
for (const { name, measures, run } of SECTIONS) {
  if (options.only && !options.only.includes(name)) continue;
  const figures = await run((text) => process.stderr.write(`${name}: ${text}\n`));
  outside += figures.filter((figure) => !isWithin(figure)).length;
  if (options.json) for (const figure of figures) console.log(JSON.stringify({ section: name, ...figure }));
  else console.log(`\n${name}: ${measures}\n${table(['figure', 'value', 'bound', ''], figures.map(rowOf), colors)}`);
}
if (outside > 0) process.stderr.write(`${outside} figures are outside their bounds\n`);
if (options.gate && outside > 0) process.exitCode = 1;

function rowOf(figure: Figure): string[] {
  const { name, value, unit, bound } = figure;
  const limit = bound === undefined ? '' : 'most' in bound ? `≤ ${bound.most}` : `≥ ${bound.least}`;
  return [name, `${value.toFixed(2)} ${unit}`, limit, isWithin(figure) ? '' : colors.red('outside')];
}
