import { execFileSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { join, resolve } from 'node:path';
import { endRuns, type RunInProcess, startRun } from '../local/run-in-process.ts';
import { temporaryDirectory } from './running.ts';

const FLOOD = 5000;
const AT_ONCE = 16;
const KNOWN = ['acme', 'other'];
const secretOf = (tenant: string) => `secret-of-${tenant}-0123456789`;
const assembly = join(temporaryDirectory(), 'assembly');
const reads: string[] = [];
const others: string[] = [];
const verifiers = new Set<number | undefined>();
let run: RunInProcess;

beforeAll(async () => {
  const context = JSON.stringify({
    config: resolve('test/scenarios/fixtures/tenants/webhooks.ts'),
    'aws:cdk:enable-asset-metadata': true,
  });
  const env = { ...process.env, CDK_OUTDIR: assembly, CDK_CONTEXT_JSON: context };
  execFileSync(process.execPath, ['--import', 'tsx', 'bin/app.ts'], { env });
  run = await startRun({
    assembly,
    secrets: Object.fromEntries(KNOWN.map((tenant) => [`shop/${tenant}`, [secretOf(tenant)]])),
    intercept({ operation, processId, body }) {
      if (operation === 'GetSecretValue') {
        verifiers.add(processId);
        reads.push(String(Object(body).SecretId));
      } else others.push(operation);
      return 'pass';
    },
  });
}, 90_000);
afterAll(endRuns);

async function deliver(tenant: string, id: string): Promise<number> {
  const body = JSON.stringify({ type: 'noted', id });
  const signature = createHmac('sha256', secretOf(tenant)).update(body).digest('hex');
  const headers = { 'content-type': 'application/json', 'x-acme-signature': signature };
  return (await fetch(`${run.url}/webhooks/shop/${tenant}`, { method: 'POST', headers, body })).status;
}

test('a flood of 5,000 made-up tenants reads a bounded number of secrets and calls nothing else, while known tenants are served', async () => {
  // Each verifier gets to know the tenants.
  for (let round = 0; round < 10; round++)
    await Promise.all(
      Array.from({ length: AT_ONCE }, (_, index) => deliver(KNOWN[index % 2] ?? '', `before-${round}`)),
    );
  reads.splice(0);
  const startedAt = Date.now();
  const [made, known] = [new Map<number, number>(), new Map<number, number>()];
  const count = (counts: Map<number, number>, status: number) => counts.set(status, (counts.get(status) ?? 0) + 1);
  let next = 0;
  const sender = async () => {
    while (next < FLOOD) {
      const index = next++;
      count(made, await deliver(`made-up-${index}`, 'evt_1'));
      if (index % 50 === 0) count(known, await deliver(KNOWN[index % 2] ?? '', `during-${index}`));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, sender));
  const seconds = (Date.now() - startedAt) / 1000;

  expect([...made.keys()].every((status) => status === 401 || status === 503)).toBe(true);
  expect([...known]).toEqual([[200, FLOOD / 50]]);
  const madeUp = reads.filter((name) => name.includes('/made-up-'));
  expect(verifiers.size).toBeLessThanOrEqual(4);
  expect(madeUp.length).toBeGreaterThan(0);
  expect(madeUp.length).toBeLessThanOrEqual(verifiers.size * (20 + Math.ceil(seconds)));
  // Nothing is counted, kept, recorded or queued for what nobody has a secret for.
  expect(others).not.toContain('PutObject');
  const counted = run.messages.filter(({ text }) => text.includes('"cause":"unknown-tenant"')).length;
  expect(counted).toBe(made.get(401));
}, 120_000);
