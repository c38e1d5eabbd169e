import { execFileSync } from 'node:child_process';
import { createHmac, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { PutSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { pausedBy, resumed } from '../../core/flow-state.ts';
import { openFlow } from '../../lambda/aws/flow.ts';
import type { Interception } from '../../local/local-run.ts';
import { clientsOf } from '../local/aws-clients.ts';
import { eventually, type RunInProcess, startRun, temporaryDirectory } from '../local/run-in-process.ts';

export const [SECRET, OLDER, OVER] = ['the secret of acme', 'an older one of acme', 'the oldest one of acme'];

/** A run in which anything can be made to go wrong. */
export interface AlarmStage {
  readonly run: RunInProcess;
  /** The name of the function whose logical id begins so. */
  functionName(logicalId: string): string;
  /** Sends so many events of a source, signed with a secret. Returns the statuses of the answers. */
  post(
    source: string,
    event?: object,
    signed?: { readonly with?: string | undefined; readonly times?: number },
  ): Promise<number[]>;
  /** Lets the verifier's writes to the ledger end so, until it is called without anything. */
  ledger(ends?: Interception | 'late'): void;
  pause(processor: string): Promise<void>;
  resume(processor: string): Promise<void>;
  /** Lets so many minutes pass, after whatever is being measured has been. */
  pass(minutes: number): Promise<void>;
  /** Waits until an alarm is in a state. */
  comes(alarm: string, state: 'ALARM' | 'OK'): Promise<void>;
}

/** What functions count is written within a second, and queues are looked at every second. */
const MEASURED_MS = 1500;
const LATE_MS = 1200;

/** Synthesizes the stack of the fixtures and runs it. */
export async function openAlarmStage(): Promise<AlarmStage> {
  const assembly = join(temporaryDirectory(), 'assembly');
  const context = { 'aws:cdk:enable-asset-metadata': true };
  execFileSync(process.execPath, ['--import', 'tsx', 'test/alarms/fixtures/app.ts'], {
    env: { ...process.env, CDK_OUTDIR: assembly, CDK_CONTEXT_JSON: JSON.stringify(context) },
  });
  let ledger: Interception | 'late' = 'pass';
  const run = await startRun({
    assembly,
    secrets: {
      acme: [SECRET],
      impatient: [SECRET],
      quiet: [SECRET],
      unset: [],
      stripe: [SECRET],
      'stripe/api': ['rk'],
    },
    async intercept({ service, operation }) {
      if (service !== 'dynamodb' || operation !== 'PutItem' || ledger === 'pass') return 'pass';
      if (ledger !== 'late') return ledger;
      await wait(LATE_MS);
      return 'pass';
    },
  });
  await rotate(run);
  const flow = openFlow(run.outputs.LedgerTableName ?? '', {
    endpoint: run.awsEndpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  const { Resources } = JSON.parse(readFileSync(join(assembly, 'Hooks.template.json'), 'utf8'));
  return {
    run,
    functionName(logicalId) {
      const ids = Object.keys(Resources).filter((id) => id.startsWith(logicalId));
      return `Hooks-${ids.find((id) => Resources[id].Type === 'AWS::Lambda::Function')}`;
    },
    post: (source, event = { type: 'noted' }, { with: secret = SECRET, times = 1 } = {}) =>
      Promise.all(Array.from({ length: times }, () => postOne(run, source, event, secret))),
    ledger(ends = 'pass') {
      ledger = ends;
    },
    async pause(processor) {
      const state = await flow.read(processor);
      await flow.write(processor, state, pausedBy(state, 'a test', Date.now()));
    },
    async resume(processor) {
      const state = await flow.read(processor);
      await flow.write(processor, state, resumed(state));
    },
    async pass(minutes) {
      await wait(MEASURED_MS);
      run.pass(minutes * 60_000);
    },
    async comes(alarm, state) {
      const stateNow = async () => (await run.alarms()).find(({ name }) => name === alarm)?.state;
      await eventually(stateNow, (now) => now === state, 30_000);
    },
  };
}

/** One secret whose time is over, one that is to be, and the one that is in use. */
async function rotate(run: RunInProcess): Promise<void> {
  const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
  const secrets = [
    { id: 'new', value: SECRET },
    { id: 'older', value: OLDER, notAfter: day(9) },
    { id: 'over', value: OVER, notAfter: day(-1) },
  ];
  const SecretString = JSON.stringify({ secrets });
  await clientsOf(run).secrets.send(new PutSecretValueCommand({ SecretId: 'Hooks/acme', SecretString }));
}

async function postOne({ url }: RunInProcess, source: string, event: object, secret = ''): Promise<number> {
  const body = JSON.stringify({ id: randomUUID(), ...event });
  const signature = createHmac('sha256', secret).update(body).digest('hex');
  const headers = { 'content-type': 'application/json', 'x-acme-signature': signature };
  const { status } = await fetch(`${url}/webhooks/${source}`, { method: 'POST', headers, body });
  return status;
}
