import { parseArgs } from 'node:util';
import { endRuns } from '../local/run-in-process.ts';
import { runChaos } from './chaos.ts';
import { figuresOf, tableOf } from './figures.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    minutes: { type: 'string', default: '60' },
    events: { type: 'string', default: '20000' },
    restarts: { type: 'string', default: '7' },
    kills: { type: 'string', default: '100' },
    faults: { type: 'string', default: '1200' },
    json: { type: 'boolean', default: false },
  },
});

const numberOf = (name: 'seed' | 'minutes' | 'events' | 'restarts' | 'kills' | 'faults'): number => {
  const given = Number(values[name]);
  if (!(given >= 0)) throw new Error(`--${name} takes a number, and not "${values[name]}"`);
  return given;
};

/** How many of the violations are told with what happened to their events. */
const TOLD = 5;

try {
  const [seed, minutes, events] = [numberOf('seed'), numberOf('minutes'), numberOf('events')];
  const onProgress = (text: string) => void process.stderr.write(`${text}\n`);
  const [restarts, kills, faults] = [numberOf('restarts'), numberOf('kills'), numberOf('faults')];
  const result = await runChaos({ seed, minutes, events, restarts, kills, faults, onProgress });
  const figures = figuresOf(result);
  const { violations, chronicle } = result;
  if (values.json) console.log(JSON.stringify({ seed, ...figures, told: violations.map(({ what }) => what) }));
  else console.log(`seed ${seed}\n${tableOf(figures)}`);
  for (const { event, what } of violations.slice(0, TOLD))
    console.error(`\nseed ${seed}: ${what}\n  ${chronicle.historyOf(event).join('\n  ')}`);
  process.exitCode = violations.length > 0 ? 1 : 0;
} finally {
  endRuns();
}
