import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Running, startRunning } from '../../scenarios/running.ts';
import type { Figure, Section } from '../figure.ts';
import { type BareServer, startBareServer } from './bare-server.ts';
import { type CarriedLoad, carryLoad, effectsIn } from './carry-load.ts';

const SECRET = 'whsec_a_secret_of_stripe_made_up';

/** Each of the three processors wants events of one of these, so that every event has one effect. */
const OWN_TYPES = ['soak.first', 'soak.second', 'soak.third'];

/** All three of them want events of this type, so that every event has three effects. */
const FOR_ALL = ['soak.all'];

/** Enough for every function to be started and every path to be compiled. */
const WARM_UP_SECONDS = 10;

/** Before and after each load. */
const BARE_SECONDS = 3;

interface Planned {
  readonly kilobytes: number;
  readonly seconds: number;
  readonly types: readonly string[];
  readonly effects: 1 | 3;
  /** @default - it is only told how fast they go */
  readonly bounds?: {
    /** Webhooks, on two cores that do nothing else. */
    readonly leastPerSecond: number;
    /** CPU for a webhook, by what the bare server takes for it: what a slow hour of a machine leaves as it is. */
    readonly mostOfBare: number;
  };
}

const LOADS: readonly Planned[] = [
  { kilobytes: 2, seconds: 60, types: OWN_TYPES, effects: 1, bounds: { leastPerSecond: 300, mostOfBare: 38 } },
  { kilobytes: 64, seconds: 30, types: OWN_TYPES, effects: 1, bounds: { leastPerSecond: 150, mostOfBare: 26 } },
  { kilobytes: 2, seconds: 15, types: FOR_ALL, effects: 3 },
];

/** By what the memory of a load's second half may exceed that of its first; a short one has hardly left its warm-up behind. */
const MOST_GROWTH = { long: 1.15, short: 1.3 };

export const soak: Section = {
  name: 'soak',
  measures: 'what a local run takes on this machine: 10 connections, 10 % duplicates, three processors',
  async run(progress, { short }) {
    const folder = mkdtempSync(join(tmpdir(), 'breakwater-'));
    const bare = await startBareServer();
    const run = await startRunning({
      config: 'test/bench/soak/fixtures/webhooks.ts',
      data: join(folder, 'data'),
      secrets: { stripe: [SECRET] },
    });
    try {
      const [warmUp] = LOADS;
      if (warmUp) await measure({ ...warmUp, seconds: WARM_UP_SECONDS }, 'warm', { run, bare, folder });
      const figures: Figure[] = [];
      const files: string[] = [];
      for (const [index, each] of LOADS.entries()) {
        const planned = short ? { ...each, seconds: each.seconds / 3 } : each;
        progress(`${planned.kilobytes} KB for ${planned.seconds} s, ${planned.effects} effects an event`);
        const measured = await measure(planned, `load${index}`, { run, bare, folder });
        figures.push(...figuresOf(measured, planned, short));
        files.push(measured.effects);
      }
      // At the end: a message that came once more would have come again after a while only.
      const doubled = files.reduce((sum, file) => sum + effectsIn(file).doubled, 0);
      return [...figures, { name: 'effects doubled, of all loads', value: doubled, unit: '', bound: { most: 0 } }];
    } finally {
      await run.stop();
      bare.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

interface Parties {
  readonly run: Running;
  readonly bare: BareServer;
  readonly folder: string;
}

interface Measured extends CarriedLoad {
  /** Milliseconds of CPU that the bare server takes for such a webhook, before and after. */
  readonly bareCpuMs: number;
}

async function measure(planned: Planned, name: string, { run, bare, folder }: Parties): Promise<Measured> {
  const plan = { ...planned, name, secret: SECRET };
  const before = await bare.cpuMs({ ...plan, seconds: BARE_SECONDS });
  const carried = await carryLoad(run, folder, plan);
  const after = await bare.cpuMs({ ...plan, seconds: BARE_SECONDS });
  return { ...carried, bareCpuMs: (before + after) / 2 };
}

function figuresOf(measured: Measured, { kilobytes, effects, bounds }: Planned, short: boolean): Figure[] {
  const { sent, lost, cpuMs, bareCpuMs, memory } = measured;
  const at = (part: number) => sent.milliseconds[Math.floor(part * sent.milliseconds.length)] ?? Number.NaN;
  const refused = Object.values(sent.refused).reduce((sum, count) => sum + count, 0);
  const of = (name: string) => `${kilobytes} KB${effects > 1 ? `, ${effects} effects an event` : ''}: ${name}`;
  // A short load's speed is only told: other machines, and busy ones, are slower.
  const isTimed = bounds !== undefined && !short;
  return [
    {
      name: of('webhooks'),
      value: sent.requests / sent.seconds,
      unit: '/s',
      ...(isTimed && { bound: { least: bounds.leastPerSecond } }),
    },
    { name: of('CPU for one'), value: cpuMs, unit: 'ms' },
    {
      name: of('CPU for one ÷ for one of the bare server'),
      value: cpuMs / bareCpuMs,
      unit: '×',
      ...(bounds && { bound: { most: bounds.mostOfBare } }),
    },
    { name: of('answer, p50'), value: at(0.5), unit: 'ms' },
    { name: of('answer, p99'), value: at(0.99), unit: 'ms', ...(isTimed && { bound: { most: 250 } }) },
    { name: of('answers other than 2xx'), value: refused, unit: '', bound: { most: 0 } },
    { name: of('effects lost'), value: lost, unit: `of ${sent.events * effects}`, bound: { most: 0 } },
    { name: of('memory in the first half'), value: memory.early, unit: 'MB' },
    {
      name: of('memory in the second half ÷ in the first'),
      value: memory.late / memory.early,
      unit: '×',
      ...(effects === 1 && { bound: { most: short ? MOST_GROWTH.short : MOST_GROWTH.long } }),
    },
  ];
}
