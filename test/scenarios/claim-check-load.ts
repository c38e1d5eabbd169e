import { execFileSync } from 'node:child_process';
import { createHash, createHmac, randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type CleanUp, cleanClaimChecks } from '../../cli/claim-checks/clean-claim-checks.ts';
import { openClaimCheckStore } from '../../lambda/aws/claim-check-store.ts';
import { openLedgerEvents } from '../../lambda/aws/ledger-events.ts';
import type { Interceptor } from '../../local/local-run.ts';
import { eventually, startRun, temporaryDirectory } from '../local/run-in-process.ts';

/** What became of large bodies on their way through a run with faults. */
export interface LoadResult {
  readonly accepted: number;
  /** Events that their provider gave up. */
  readonly givenUp: number;
  readonly faults: Readonly<Record<string, number>>;
  /** Effects that are not there, or whose bytes are others. */
  readonly wrong: readonly string[];
  /** Effects beyond the first of an event. */
  readonly doubled: number;
  /** What a clean-up on the day of the events would remove, and what it removes 30 days later. */
  readonly early: CleanUp;
  readonly late: CleanUp;
  /** What is left in the bucket after it. */
  readonly left: number;
}

const SECRET = randomBytes(32).toString('hex');
const BYTES = 4_000_000;
const POSTS_AT_ONCE = 3;
const LATER_MS = 30 * 86_400_000;

/** How often which call goes wrong, and how often its process is killed at it. */
const CHANCES: Readonly<Record<string, { readonly fault: number; readonly kill: number }>> = {
  PutObject: { fault: 0.15, kill: 0.02 },
  GetObject: { fault: 0.15, kill: 0.02 },
  PutItem: { fault: 0.05, kill: 0.01 },
  UpdateItem: { fault: 0.03, kill: 0 },
  SendMessage: { fault: 0.05, kill: 0.01 },
};

/** Posts so many bodies of 4 MB as a provider that tries again until it hears 200, while calls to AWS go wrong. */
export async function runClaimCheckLoad(count: number, seed: number): Promise<LoadResult> {
  const directory = temporaryDirectory();
  const assembly = join(directory, 'assembly');
  const config = resolve('test/scenarios/fixtures/claim-checks/webhooks.ts');
  const CDK_CONTEXT_JSON = JSON.stringify({ config, 'aws:cdk:enable-asset-metadata': true });
  const env = { ...process.env, CDK_OUTDIR: assembly, CDK_CONTEXT_JSON };
  execFileSync(process.execPath, ['--import', 'tsx', 'bin/app.ts'], { env });
  const { intercept, faults } = faultsOf(seed);
  const dataDirectory = join(directory, 'data');
  const run = await startRun({ assembly, dataDirectory, secrets: { github: [SECRET] }, intercept });

  const effects = join(directory, 'effects');
  writeFileSync(effects, '');
  const filler = randomBytes((BYTES / 4) * 3).toString('base64');
  const accepted = new Map<string, string>();
  let next = 0;
  const provider = async () => {
    for (let index = next++; index < count; index = next++) {
      const id = idOf(index);
      // Everything that parsing and writing again would change: spaces, escapes, a number beyond 2^53, a name given twice.
      const body = `{ "index" :${index}, "n": 12345678901234567890, "e":"\\u00e9\\/", "e" : "é✓😀", "effects": ${JSON.stringify(effects)}, "filler":"${filler}" }\n`;
      if (await isAccepted(run.url, id, body)) accepted.set(id, createHash('sha256').update(body).digest('hex'));
    }
  };
  await Promise.all(Array.from({ length: POSTS_AT_ONCE }, provider));

  const aws = {
    endpoint: run.awsEndpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  };
  const events = openLedgerEvents(run.outputs.LedgerTableName ?? '', aws);
  const isDone = async () => {
    const entries = await events.read([...accepted.keys()].map((id) => `github#${id}`));
    return [...entries.values()].filter(({ custody }) => custody.get('digest')?.state === 'done').length;
  };
  await eventually(isDone, (done) => done === accepted.size, 180_000);

  const lines = readFileSync(effects, 'utf8').split('\n').filter(Boolean);
  const digests = new Map(lines.map((line) => line.split(' ', 2) as [string, string]));
  const store = openClaimCheckStore(run.outputs.ClaimCheckBucketName ?? '', aws);
  const clean = (now: number) => cleanClaimChecks({ store, events, now, dryRun: false, onProgress: () => undefined });
  const early = await clean(Date.now());
  const late = await clean(Date.now() + LATER_MS);
  const { all } = await clean(Date.now() + LATER_MS);
  await run.stop();
  return {
    accepted: accepted.size,
    givenUp: count - accepted.size,
    faults,
    wrong: [...accepted].filter(([id, digest]) => digests.get(id) !== digest).map(([id]) => id),
    doubled: lines.length - digests.size,
    early,
    late,
    left: all.objects,
  };
}

const idOf = (index: number) => `delivery-${index}-${fateOf(index)}`;

/** Of two in twenty a call fails for so long that their provider gives up. */
function fateOf(index: number): string {
  return index % 20 === 7 ? 'unrecorded' : index % 20 === 13 ? 'unsent' : 'accepted';
}

async function isAccepted(url: string, id: string, body: string): Promise<boolean> {
  const headers = {
    'content-type': 'application/json',
    'x-github-event': 'push',
    'x-github-delivery': id,
    'x-hub-signature-256': `sha256=${createHmac('sha256', SECRET).update(body).digest('hex')}`,
  };
  const tries = id.endsWith('accepted') ? 50 : 2;
  for (let attempt = 0; attempt < tries; attempt++) {
    const response = await fetch(`${url}/webhooks/github`, { method: 'POST', headers, body });
    if (response.status === 200) return true;
    if (response.status < 500) throw new Error(`${id} was answered ${response.status}`);
  }
  return false;
}

/** What goes wrong follows from the seed, and from the order of the calls. */
function faultsOf(seed: number): { readonly intercept: Interceptor; readonly faults: Record<string, number> } {
  const random = randomFrom(seed);
  const faults: Record<string, number> = {};
  const count = (what: string) => {
    faults[what] = (faults[what] ?? 0) + 1;
  };
  const intercept: Interceptor = ({ operation, processId, body }) => {
    const chance = CHANCES[operation];
    if (!chance || processId === undefined) return 'pass';
    const doomed = operation === 'PutItem' ? '-unrecorded' : operation === 'SendMessage' ? '-unsent' : undefined;
    if (doomed && JSON.stringify(body).includes(doomed)) return 'unavailable';
    const isKilled = random() < chance.kill;
    const verdict = (['drop', 'refuse', 'unavailable'] as const)[Math.floor(random() * 3)] ?? 'drop';
    if (isKilled) {
      process.kill(processId, 'SIGKILL');
      count(`${operation} killed`);
      return verdict;
    }
    if (random() >= chance.fault) return 'pass';
    count(`${operation} ${verdict}`);
    return verdict;
  };
  return { intercept, faults };
}

/** Mulberry32, from 0 up to 1. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
