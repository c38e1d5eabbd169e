import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually, type Running, startRunning } from '../../scenarios/running.ts';
import type { Figure } from '../figure.ts';
import { manyConfiguration, manySources } from '../many-configuration.ts';
import { sendLoad } from '../soak/senders.ts';
import { processTree } from './process-tree.ts';

const SECRET = 'whsec_a_secret_of_stripe_made_up';

/** What a load of a size came to. */
export interface Loaded {
  readonly count: number;
  readonly figures: readonly Figure[];
  /** Webhooks a second. */
  readonly perSecond: number;
  /** Of the run and all that it started, in megabytes. */
  readonly memory: number;
}

/** A local run with so many sources and processors, each of which is sent events for its part of some seconds. */
export async function loadOf(count: number, seconds: number): Promise<Loaded> {
  const folder = mkdtempSync(join(tmpdir(), 'breakwater-'));
  const names = manySources(count);
  const run = await startRunning({
    config: manyConfiguration(count, folder),
    data: join(folder, 'data'),
    secrets: Object.fromEntries(names.map((name) => [name, [SECRET]])),
  });
  try {
    const idle = processTree(run.process.pid ?? 0);
    // Every processor is a process of its own, which starts with its first event.
    await sendTo(run, folder, names, { name: 'warm', seconds: 0.2 });
    const { perSecond, lost } = await sendTo(run, folder, names, { name: 'load', seconds });
    const busy = processTree(run.process.pid ?? 0);
    const of = (name: string) => `${count}: ${name}`;
    const figures: Figure[] = [
      { name: of('webhooks'), value: perSecond, unit: '/s' },
      { name: of('events without an effect'), value: lost, unit: '', bound: { most: 0 } },
      { name: of('memory before the first event'), value: idle.megabytes, unit: 'MB' },
      { name: of('memory with every processor at work'), value: busy.megabytes, unit: 'MB' },
      { name: of('processes'), value: busy.processes, unit: '' },
    ];
    return { count, figures, perSecond, memory: busy.megabytes };
  } finally {
    await run.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Plan {
  readonly name: string;
  readonly seconds: number;
}

/** Sends to one source after the other, and waits for all effects. */
async function sendTo(run: Running, folder: string, names: readonly string[], { name, seconds }: Plan) {
  const effects = join(folder, name);
  writeFileSync(effects, '');
  let [events, requests, spent] = [0, 0, 0];
  for (const source of names) {
    const url = `${run.url}/webhooks/${source}`;
    const part = { url, secret: SECRET, effects, kilobytes: 2, types: ['soak'], name: `${name}_${source}` };
    const sent = await sendLoad({ ...part, seconds: seconds / names.length });
    if (Object.keys(sent.refused).length > 0) throw new Error(`${source} answered ${JSON.stringify(sent.refused)}`);
    events += sent.events;
    requests += sent.requests;
    spent += sent.seconds;
  }
  const done = async () => new Set(readFileSync(effects, 'utf8').split('\n').filter(Boolean)).size;
  const seen = await eventually(done, (count) => count >= events, 120_000).catch(done);
  return { perSecond: requests / spent, lost: events - seen };
}
