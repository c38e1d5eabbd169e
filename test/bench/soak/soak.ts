import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually, type Running, startRunning } from '../../scenarios/running.ts';
import type { Figure, Section } from '../figure.ts';
import { median } from '../median.ts';
import { type Load, sendLoad } from './senders.ts';
import { treeMemory } from './tree-memory.ts';

const SECRET = 'whsec_a_secret_of_stripe_made_up';

/** Each of the three processors wants events of one of these, so that every event has one effect. */
const OWN_TYPES = ['soak.first', 'soak.second', 'soak.third'];

/** All three of them want events of this type, so that every event has three effects. */
const FOR_ALL = ['soak.all'];

/** Enough for every function to be started and every path to be compiled. */
const WARM_UP_SECONDS = 10;

interface Planned {
  readonly kilobytes: number;
  readonly seconds: number;
  readonly types: readonly string[];
  readonly effects: 1 | 3;
  /** Webhooks a second. @default - it is only told */
  readonly least?: number;
}

const LOADS: readonly Planned[] = [
  { kilobytes: 2, seconds: 60, types: OWN_TYPES, effects: 1, least: 300 },
  { kilobytes: 64, seconds: 30, types: OWN_TYPES, effects: 1, least: 150 },
  { kilobytes: 2, seconds: 15, types: FOR_ALL, effects: 3 },
];

/** Looking takes a few milliseconds of the machine that is measured. */
const SAMPLE_MS = 2000;

/** By what the memory of a load's second half may exceed that of its first; a short one has hardly left its warm-up behind. */
const MOST_GROWTH = { long: 1.15, short: 1.3 };

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
      await load(run, folder, { kilobytes: 2, seconds: WARM_UP_SECONDS, types: OWN_TYPES, effects: 1 }, 'warm');
      const figures: Figure[] = [];
      // What a short load finds of a machine's speed is only told: other machines, and busy ones, are slower.
      const loads = short ? LOADS.map(({ least: _, ...each }) => ({ ...each, seconds: each.seconds / 3 })) : LOADS;
      for (const planned of loads) {
        progress(`${planned.kilobytes} KB for ${planned.seconds} s, ${planned.effects} effects an event`);
        figures.push(...(await measure(run, folder, planned, short ? MOST_GROWTH.short : MOST_GROWTH.long)));
      }
      return figures;
    } finally {
      await run.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

async function measure(run: Running, folder: string, planned: Planned, mostGrowth: number): Promise<Figure[]> {
  const { kilobytes, effects, least } = planned;
  const { sent, doubled, lost, memory } = await load(run, folder, planned, `of_${kilobytes}_${effects}`);
  const at = (part: number) => sent.milliseconds[Math.floor(part * sent.milliseconds.length)] ?? Number.NaN;
  const refused = Object.values(sent.refused).reduce((sum, count) => sum + count, 0);
  const of = (name: string) => `${kilobytes} KB${effects > 1 ? `, ${effects} effects an event` : ''}: ${name}`;
  const gated = least !== undefined;
  const unit = `of ${sent.events * effects}`;
  return [
    { name: of('webhooks'), value: sent.requests / sent.seconds, unit: '/s', ...(gated && { bound: { least } }) },
    { name: of('answer, p50'), value: at(0.5), unit: 'ms' },
    { name: of('answer, p99'), value: at(0.99), unit: 'ms', ...(gated && { bound: { most: 250 } }) },
    { name: of('answers other than 2xx'), value: refused, unit: '', bound: { most: 0 } },
    { name: of('effects doubled'), value: doubled, unit, bound: { most: 0 } },
    { name: of('effects lost'), value: lost, unit, bound: { most: 0 } },
    { name: of('memory in the first half'), value: memory.early, unit: 'MB' },
    {
      name: of('memory in the second half ÷ in the first'),
      value: memory.late / memory.early,
      unit: '×',
      ...(effects === 1 && { bound: { most: mostGrowth } }),
    },
  ];
}

interface Carried {
  readonly sent: Load;
  readonly doubled: number;
  readonly lost: number;
  /** In megabytes: the medians of the two halves of the time in which was sent. */
  readonly memory: { readonly early: number; readonly late: number };
}

/** Sends, and waits until every event has come to the processors that want it. */
async function load(run: Running, folder: string, plan: Planned, name: string): Promise<Carried> {
  const effects = join(folder, name);
  writeFileSync(effects, '');
  const samples: number[] = [];
  const timer = setInterval(() => samples.push(treeMemory(run.process.pid ?? 0)), SAMPLE_MS);
  const sent = await sendLoad({ ...plan, name, url: `${run.url}/webhooks/stripe`, secret: SECRET, effects });
  clearInterval(timer);
  const half = Math.floor(samples.length / 2);
  const memory = { early: median(samples.slice(0, half)), late: median(samples.slice(half)) };
  const wanted = sent.events * plan.effects;
  const lines = () => readFileSync(effects, 'utf8').split('\n').filter(Boolean);
  const all = await eventually(
    async () => lines(),
    (seen) => new Set(seen).size >= wanted,
    120_000,
  ).catch(lines);
  const different = new Set(all).size;
  return { sent, doubled: all.length - different, lost: wanted - different, memory };
}
