import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually, type Running } from '../../scenarios/running.ts';
import { median } from '../median.ts';
import { treeUsage } from './process-tree.ts';
import { type Load, sendLoad } from './senders.ts';

/** A load for a run whose processors leave a line for each event. */
export interface LoadPlan {
  readonly name: string;
  readonly secret: string;
  readonly kilobytes: number;
  readonly seconds: number;
  /** The types of its events. */
  readonly types: readonly string[];
  /** How many processors want each of them. */
  readonly effects: number;
}

/** What became of a load. */
export interface CarriedLoad {
  readonly sent: Load;
  /** The file with the lines of the processors. */
  readonly effects: string;
  readonly lost: number;
  /** Milliseconds of CPU for a webhook, of all that took part, from the sender to the last processor. */
  readonly cpuMs: number;
  /** Of the run, in megabytes: the medians of the two halves of the time in which was sent. */
  readonly memory: { readonly early: number; readonly late: number };
}

/** Looking takes a few milliseconds of the machine that is measured. */
const SAMPLE_MS = 2000;

const LONGEST_WAIT_MS = 120_000;

/** Sends a load to the source `stripe` of a run, and waits until every event has come to the processors that want it. */
export async function carryLoad({ url, process: run }: Running, folder: string, plan: LoadPlan): Promise<CarriedLoad> {
  const effects = join(folder, plan.name);
  writeFileSync(effects, '');
  const samples: number[] = [];
  const timer = setInterval(() => samples.push(treeUsage(run.pid ?? 0).megabytes), SAMPLE_MS);
  const before = treeUsage(process.pid).cpuMs;
  const sent = await sendLoad({ ...plan, url: `${url}/webhooks/stripe`, effects });
  clearInterval(timer);
  const half = Math.floor(samples.length / 2);
  const memory = { early: median(samples.slice(0, half)), late: median(samples.slice(half)) };
  const wanted = sent.events * plan.effects;
  const { different } = await eventually(
    async () => effectsIn(effects),
    (seen) => seen.different >= wanted,
    LONGEST_WAIT_MS,
  ).catch(() => effectsIn(effects));
  const cpuMs = (treeUsage(process.pid).cpuMs - before) / sent.requests;
  return { sent, effects, lost: wanted - different, cpuMs, memory };
}

/** How many lines processors have left in a file, and how many of them are there twice. */
export function effectsIn(file: string): { readonly different: number; readonly doubled: number } {
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  const different = new Set(lines).size;
  return { different, doubled: lines.length - different };
}
