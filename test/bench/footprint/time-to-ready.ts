import { stripe } from '../../../core/providers/stripe.ts';
import { startRunning } from '../../scenarios/running.ts';
import type { Figure } from '../figure.ts';
import { SECRET } from '../start/start-once.ts';
import type { Synthesized } from './assemblies.ts';

/** From `npm start` to its line that says it is ready, and to the answer to the first webhook. */
export async function timeToReady({ count, configuration }: Synthesized): Promise<readonly Figure[]> {
  const startedAt = performance.now();
  const seconds = () => (performance.now() - startedAt) / 1000;
  const run = await startRunning({ config: configuration, secrets: { stripe: [SECRET] } });
  try {
    const ready = seconds();
    const url = `${run.url}/webhooks/stripe`;
    const body = Buffer.from(JSON.stringify({ id: 'evt_1', type: 'ready', effects: '/dev/null' }));
    const unsigned = { method: 'POST', url, headers: { 'content-type': 'application/json' }, body };
    const { headers } = stripe.scheme.sign(unsigned, SECRET, { now: Date.now() });
    const { status } = await fetch(url, { method: 'POST', headers: { ...headers }, body: body.toString() });
    if (status !== 200) throw new Error(`the first webhook was answered ${status}:\n${run.log()}`);
    return [
      { name: `${count}: npm start, until it is ready`, value: ready, unit: 's' },
      { name: `${count}: npm start, until the first webhook is answered`, value: seconds(), unit: 's' },
    ];
  } finally {
    await run.stop();
  }
}
