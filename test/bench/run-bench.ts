import { Command, Option } from 'commander';
import { createColors } from 'picocolors';
import { table } from '../../cli/table.ts';
import { calls } from './calls/calls.ts';
import { type Bound, isWithin, type Section } from './figure.ts';
import { footprint } from './footprint/footprint.ts';
import { type Measured, measureSection } from './measure-section.ts';
import { memory } from './memory/memory.ts';
import { price } from './price/price.ts';
import { request } from './request/request.ts';
import { scale } from './scale/scale.ts';
import { soak } from './soak/soak.ts';
import { start } from './start/start.ts';
import { verification } from './verification/verification.ts';

const SECTIONS: readonly Section[] = [start, verification, calls, request, memory, footprint, soak, scale, price];

interface Options {
  readonly only?: readonly string[];
  readonly json?: true;
  readonly gate?: true;
  readonly short?: true;
  readonly full?: true;
}

const about = `
Sections:
${SECTIONS.map(({ name, measures }) => `  ${name.padEnd(14)}${measures}`).join('\n')}

Times are of this machine; only the ratios say anything about another one. See docs/performance.md.

Examples:
  npm run bench
  npm run bench -- --only verification
  npm run bench -- --gate --short
  npm run bench -- --json > bench.json`;

const options = new Command('bench')
  .description('measure what Breakwater costs in size, time and calls')
  .addOption(new Option('--only <section...>', 'only these').choices(SECTIONS.map(({ name }) => name)))
  .option('--json', 'print one JSON object a figure')
  .option('--gate', 'measure a section that is outside a bound again, and end with 1 when it still is')
  .option('--short', 'shorter loads and fewer turns, as for every change')
  .option('--full', 'sizes too that take minutes and gigabytes')
  .addHelpText('after', about)
  .parse()
  .opts<Options>();

const colors = createColors(process.stdout.isTTY ?? false);
let outside = 0;
const lengths = { short: options.short ?? false, full: options.full ?? false };
for (const section of SECTIONS) {
  const { name, measures } = section;
  if (options.only && !options.only.includes(name)) continue;
  const progress = (text: string) => void process.stderr.write(`${name}: ${text}\n`);
  const figures = await (options.gate ? measureSection(section, lengths, progress) : section.run(progress, lengths));
  outside += figures.filter((figure) => !isWithin(figure)).length;
  if (options.json) for (const figure of figures) console.log(JSON.stringify({ section: name, ...figure }));
  else console.log(`\n${name}: ${measures}\n${table(['figure', 'value', 'bound', ''], figures.map(rowOf), colors)}`);
}
if (outside > 0) process.stderr.write(`${outside} figures are outside their bounds\n`);
if (options.gate && outside > 0) process.exitCode = 1;

function rowOf(figure: Measured): string[] {
  const { name, value, unit, bound, again } = figure;
  const remarks = [...(again ? ['measured again'] : []), ...(isWithin(figure) ? [] : [colors.red('outside')])];
  return [name, `${value.toFixed(2)} ${unit}`, bound ? limitOf(bound) : '', remarks.join(', ')];
}

function limitOf(bound: Bound): string {
  if ('exactly' in bound) return `= ${bound.exactly}`;
  return 'most' in bound ? `≤ ${bound.most}` : `≥ ${bound.least}`;
}
