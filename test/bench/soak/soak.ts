import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually, type Running, startRunning } from '../../scenarios/running.ts';
import type { Figure, Section } from '../figure.ts';
import { type Load, sendLoad } from './senders.ts';
import { treeMemory } from './tree-memory.ts';

const SECRET = 'whsec_a_secret_of_stripe_made_up';

const PROCESSORS = 3;

/** Enough for every function to be started and every path to be compiled. */
const WARM_UP_SECONDS = 10;

const LOADS = [
  { kilobytes: 2, seconds: 60, leastPerSecond: 300 },
  { kilobytes: 64, seconds: 30, leastPerSecond: 150 },
] as const;

/** What memory may grow by from the first load's beginning to its end. */
const MOST_GROWTH = 1.25;

export const soak: Section = {
  name: 'soak',
  measures: 'what a local run takes on this machine: 10 connections, 10 % duplicates, three processors',
  async run(progress, { short }) {
    const folder = mkdtempSync(join(tmpdir(), 'breakwater-'));
    const run = await startRunning({
      config: 'test/bench/soak/fixtures/webhooks.ts',
      data: join(folder, 'data'),
      secrets: { stripe: [SECRET] },
    });
    try {
      await load(run, folder, { kilobytes: 2, seconds: WARM_UP_SECONDS, name: 'warm' });
      const figures: Figure[] = [];
      const loads = short ? LOADS.map((each) => ({ ...each, seconds: each.seconds / 3 })) : LOADS;
      for (const { kilobytes, seconds, leastPerSecond } of loads) {
        progress(`${kilobytes} KB for ${seconds} s`);
        figures.push(...(await measure(run, folder, kilobytes, seconds, leastPerSecond)));
      }
      return figures;
    } finally {
      await run.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

async function measure(run: Running, folder: string, kilobytes: number, seconds: number, leastPerSecond: number) {
  const before = treeMemory(run.process.pid ?? 0);
  const { sent, doubled, lost } = await load(run, folder, { kilobytes, seconds, name: `of_${kilobytes}` });
  const after = treeMemory(run.process.pid ?? 0);
  const at = (part: number) => sent.milliseconds[Math.floor(part * sent.milliseconds.length)] ?? Number.NaN;
  const refused = Object.values(sent.refused).reduce((sum, count) => sum + count, 0);
  const of = (name: string) => `${kilobytes} KB: ${name}`;
  return [
    { name: of('webhooks'), value: sent.requests / sent.seconds, unit: '/s', bound: { least: leastPerSecond } },
    { name: of('answer, p50'), value: at(0.5), unit: 'ms' },
    { name: of('answer, p99'), value: at(0.99), unit: 'ms', bound: { most: 250 } },
    { name: of('answers other than 2xx'), value: refused, unit: '', bound: { most: 0 } },
    { name: of('effects doubled'), value: doubled, unit: `of ${sent.events * PROCESSORS}`, bound: { most: 0 } },
    { name: of('effects lost'), value: lost, unit: `of ${sent.events * PROCESSORS}`, bound: { most: 0 } },
    { name: of('memory at the start'), value: before, unit: 'MB' },
    { name: of('memory at the end ÷ at the start'), value: after / before, unit: '×', bound: { most: MOST_GROWTH } },
  ] satisfies Figure[];
}

interface Plan {
  readonly kilobytes: number;
  readonly seconds: number;
  readonly name: string;
}

/** Sends, and waits until every event has come to every processor. */
async function load(run: Running, folder: string, plan: Plan): Promise<{ sent: Load; doubled: number; lost: number }> {
  const effects = join(folder, plan.name);
  writeFileSync(effects, '');
  const sent = await sendLoad({ ...plan, url: `${run.url}/webhooks/stripe`, secret: SECRET, effects });
  const wanted = sent.events * PROCESSORS;
  const lines = () => readFileSync(effects, 'utf8').split('\n').filter(Boolean);
  const all = await eventually(
    async () => lines(),
    (seen) => new Set(seen).size >= wanted,
    120_000,
  ).catch(lines);
  const different = new Set(all).size;
  return { sent, doubled: all.length - different, lost: wanted - different };
}
