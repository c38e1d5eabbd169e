import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { slack } from '../../core/providers/slack.ts';
import { stripe } from '../../core/providers/stripe.ts';
import type { Statistic } from '../../local/metrics/value-counts.ts';
import { endRuns, type RunInProcess, startRun, temporaryDirectory } from '../local/run-in-process.ts';
import { eventually } from './running.ts';

const SECRET = 'whsec_a_secret_of_enough_bytes_for_all';
const TRACEPARENT = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
let run: RunInProcess;
let traces: string;

beforeAll(async () => {
  const directory = temporaryDirectory();
  const assembly = join(directory, 'assembly');
  traces = join(directory, 'traces');
  writeFileSync(traces, '');
  const context = JSON.stringify({
    config: resolve('test/scenarios/fixtures/metrics/webhooks.ts'),
    'aws:cdk:enable-asset-metadata': true,
  });
  const env = { ...process.env, CDK_OUTDIR: assembly, CDK_CONTEXT_JSON: context };
  execFileSync(process.execPath, ['--import', 'tsx', 'bin/app.ts'], { env });
  run = await startRun({ assembly, secrets: { stripe: [SECRET], slack: [SECRET] } });
}, 120_000);
afterAll(endRuns);

interface Sending {
  readonly type?: string;
  readonly task?: string;
  readonly secret?: string;
  readonly unsigned?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Posts an event to the source `stripe`, and returns the status of the answer. */
async function post(id: string, { type = 'invoice.paid', task, secret = SECRET, unsigned, headers }: Sending = {}) {
  const created = Math.floor(Date.now() / 1000) - 60;
  const body = JSON.stringify({ id, type, created, task, traces });
  return send('stripe', body, unsigned ? undefined : stripe.scheme, secret, headers);
}

async function send(
  source: string,
  text: string,
  scheme: typeof stripe.scheme | undefined,
  secret: string,
  headers: Sending['headers'] = {},
) {
  const url = `${run.url}/webhooks/${source}`;
  const body = Buffer.from(text);
  const plain = { method: 'POST', url, headers: { 'content-type': 'application/json', ...headers }, body };
  const delivery = scheme?.sign(plain, secret, { now: Date.now() }) ?? plain;
  return (await fetch(url, { method: 'POST', headers: { ...delivery.headers }, body: text })).status;
}

/** What was measured of a metric within the last hour. */
async function measured(metric: string, dimensions: Readonly<Record<string, string>>, statistic: Statistic = 'Sum') {
  const hour = { from: Date.now() - 3_600_000, to: Date.now() + 60_000 };
  const points = await run.query({
    namespace: 'Breakwater',
    metric,
    dimensions: { Stack: 'Webhooks', ...dimensions },
    statistic,
    periodSeconds: 86_400,
    ...hour,
  });
  return points.reduce((sum, { value }) => sum + value, 0);
}

async function sums(dimensions: Readonly<Record<string, string>>, metrics: readonly string[]) {
  const values = await Promise.all(metrics.map((metric) => measured(metric, dimensions)));
  return Object.fromEntries(metrics.map((metric, index) => [metric, values[index]]));
}

const times = (count: number, work: (index: number) => Promise<unknown>) =>
  Promise.all(Array.from({ length: count }, (_, index) => work(index)));

const SOURCE = ['Received', 'Accepted', 'Duplicate', 'Ignored', 'Refused', 'Handshake', 'Quarantined', 'Unavailable'];
const PROCESSOR = ['Started', 'Done', 'Retried', 'Failed'];

test('whatever becomes of requests and attempts, the metrics have exactly the sums of it', async () => {
  await times(30, (index) => post(`evt_a${index}`));
  await times(7, (index) => post(`evt_a${index}`));
  await times(5, (index) => post(`evt_i${index}`, { type: 'charge.failed' }));
  await times(4, (index) => post(`evt_f${index}`, { secret: 'whsec_of_somebody_else_altogether' }));
  await times(3, (index) => post(`evt_u${index}`, { unsigned: true }));
  await times(6, (index) => post(`evt_r${index}`, { task: 'retry' }));
  await times(2, (index) => post(`evt_g${index}`, { task: 'give-up' }));
  const challenge = '{"type":"url_verification","challenge":"c","token":"t"}';
  await times(2, () => send('slack', challenge, slack.scheme, SECRET));
  await send('made-up', '{}', undefined, SECRET);

  const done = await eventually(
    () => sums({ Processor: 'obey' }, PROCESSOR),
    ({ Done, Failed }) => Done === 36 && Failed === 2,
    60_000,
  );
  expect(done).toEqual({ Started: 44, Done: 36, Retried: 6, Failed: 2 });
  const stripeSums = await eventually(
    () => sums({ Source: 'stripe' }, SOURCE),
    ({ Received }) => Received === 57,
  );
  const settled = { Accepted: 38, Duplicate: 7, Ignored: 5, Refused: 7, Handshake: 0, Quarantined: 4, Unavailable: 0 };
  expect(stripeSums).toEqual({ Received: 57, ...settled });
  expect(await sums({ Source: 'slack' }, ['Received', 'Handshake'])).toEqual({ Received: 2, Handshake: 2 });
  expect(await measured('Refused', { Source: 'stripe', Cause: 'wrong-signature' })).toBe(4);
  expect(await measured('Refused', { Source: 'stripe', Cause: 'missing-signature' })).toBe(3);
  expect(await measured('Received', { Source: 'made-up' })).toBe(0);

  expect(await measured('AckLatency', { Source: 'stripe' }, 'SampleCount')).toBe(57);
  expect(await measured('Duration', { Processor: 'obey' }, 'SampleCount')).toBe(44);
  expect(await measured('Age', { Processor: 'obey' }, 'SampleCount')).toBe(38);
  expect(await measured('EndToEnd', { Processor: 'obey' }, 'Minimum')).toBeGreaterThanOrEqual(60_000);
  await eventually(
    () => measured('Done', { Processor: '_archive' }),
    // A duplicate that comes before the archive has the event is written once more.
    (archived) => archived >= 38 && archived <= 45,
    60_000,
  );
  expect(run.messages.filter(({ text }) => text.includes('_aws'))).toEqual([]);
}, 150_000);

test('an event belongs to the trace of its sender, or to the one that the request was given', async () => {
  writeFileSync(traces, '');
  expect(await post('evt_t1', { headers: { traceparent: TRACEPARENT } })).toBe(200);
  expect(await post('evt_t2', { headers: { traceparent: 'not one' } })).toBe(200);
  const lines = async () => readFileSync(traces, 'utf8').split('\n').filter(Boolean).sort();
  const both = await eventually(lines, ({ length }) => length === 2);
  expect(both).toContain(TRACEPARENT);
  for (const trace of both) expect(trace).toMatch(/^00-[\da-f]{32}-[\da-f]{16}-0[01]$/);
});
