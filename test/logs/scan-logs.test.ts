import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { writeAssembly } from '../local/fixtures/write-assembly.ts';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const SIGNATURE = `sha256=${'0123456789abcdef'.repeat(4)}`;
const AUTHORIZATION = 'Bearer 5f2d8c0e9b7a4c1d';
const BODY = '{"id":"evt_1","customer":{"email":"jo@example.com","age":41},"total":1200}';

const directory = mkdtempSync(join(tmpdir(), 'breakwater-planted-'));
const before = process.env.BREAKWATER_TEST_LOGS;
let logs: string;
beforeEach(() => {
  logs = mkdtempSync(join(directory, 'logs-'));
  process.env.BREAKWATER_TEST_LOGS = logs;
  jest.resetModules();
});
afterAll(() => {
  if (before === undefined) delete process.env.BREAKWATER_TEST_LOGS;
  else process.env.BREAKWATER_TEST_LOGS = before;
  rmSync(directory, { recursive: true });
});

/** A process of the name, run as tests that are watched run theirs. */
function watched(name: string, script: string): void {
  const file = join(directory, name);
  writeFileSync(file, script);
  const env = { ...process.env, NODE_OPTIONS: `--import=file://${resolve('test/logs/watch.mjs')}` };
  expect(spawnSync(process.execPath, [file, 'tail'], { env, encoding: 'utf8' }).status).toBe(0);
}

/** A test that sends all of this, and output enough to look at. */
function sendAll(): void {
  const headers = {
    'x-hub-signature-256': SIGNATURE,
    authorization: AUTHORIZATION,
    'Idempotency-Key': 'a1b2c3d4e5f6a7b8',
  };
  const sent = JSON.stringify({ method: 'POST', headers, body: BODY });
  watched('jest.mjs', `await fetch('http://127.0.0.1:9/webhooks/acme', ${sent}).catch(() => undefined);`);
  watched('breakwater.js', "process.stdout.write('nothing to be seen here\\n'.repeat(1000));");
  writeFileSync(join(logs, 'private-0.ndjson'), `${JSON.stringify({ kind: 'secret', value: SECRET })}\n`);
}

function scan() {
  const args = ['--import', 'tsx', 'test/logs/scan-logs.ts'];
  const { status, stdout } = spawnSync(process.execPath, args, { env: { ...process.env }, encoding: 'utf8' });
  const kinds = [...stdout.matchAll(/^ {2}(\S.*), by /gm)].map(([, kind]) => kind);
  return { status, kinds, said: stdout };
}

test.each(['stdout', 'stderr'])('what a command writes to %s is found by the scan, each of it', (stream) => {
  sendAll();
  expect(scan()).toMatchObject({ status: 0, kinds: [] });
  const planted = [SECRET, SIGNATURE, AUTHORIZATION, `at ${BODY.slice(14, 60)}`, 'push [a1b2c3d4e5f6a7b8]'];
  for (const text of planted) watched('breakwater.js', `process.${stream}.write(${JSON.stringify(`${text}\n`)});`);
  const { status, kinds } = scan();
  expect(status).toBe(1);
  expect(kinds.sort()).toEqual(['body', 'header authorization', 'header x-hub-signature-256', 'secret']);
});

test('what a function writes in a local run is found by the scan', async () => {
  sendAll();
  const { endRuns, eventually, startRun } = await import('../local/run-in-process.ts');
  const run = await startRun({ assembly: await writeAssembly(join(directory, 'assembly')) });
  const headers = { 'x-hub-signature-256': SIGNATURE, authorization: AUTHORIZATION };
  await fetch(`${run.url}/webhooks/tell`, { method: 'POST', headers, body: BODY });
  await eventually(
    () => run.messages,
    (messages) => messages.some(({ text }) => text.includes('jo@example.com')),
  );
  await run.stop();
  endRuns();
  const { status, kinds } = scan();
  expect(status).toBe(1);
  expect([...new Set(kinds)].sort()).toEqual(['body', 'header authorization', 'header x-hub-signature-256']);
});

test('a scan of what nobody watched fails', () => {
  expect(scan()).toMatchObject({ status: 1, said: expect.stringContaining('there is too little to look at') });
});
