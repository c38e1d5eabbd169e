import { execFile, spawn } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { isAlive, until } from './until.ts';

const LAUNCHER = resolve('bin/breakwater.js');
const directory = mkdtempSync(join(tmpdir(), 'breakwater-'));
afterAll(() => rmSync(directory, { recursive: true }));

/** Lets this Node pass for an old one: only in the launcher, since a process that it starts gets no such option. */
const asOldNode = (version: string) => [
  '--import',
  `data:text/javascript,Object.defineProperty(process,'versions',{value:{...process.versions,node:'${version}'}})`,
];

interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
}

const run = (words: readonly string[], env = process.env): Promise<Ended> =>
  new Promise((done) => {
    const child = execFile(process.execPath, words, { cwd: directory, env }, (_, stdout, stderr) =>
      done({ code: child.exitCode, signal: child.signalCode, stdout, stderr }),
    );
  });

test('runs from any directory', async () => {
  expect(await run([LAUNCHER, 'providers'])).toMatchObject({ code: 0, stderr: '' });
});

test.each(['20.18.1', '22.4.9'])('hands over from Node %s to the newer one that is installed', async (version) => {
  const ended = await run([...asOldNode(version), LAUNCHER, 'providers', '--json']);
  expect(ended).toMatchObject({ code: 0, stderr: '' });
  expect(JSON.parse(ended.stdout)).not.toHaveLength(0);
});

test.each(['22.5.0', '26.0.0'])('runs with Node %s itself', async (version) => {
  copyFileSync(LAUNCHER, join(directory, 'alone.mjs'));
  const { stderr } = await run([...asOldNode(version), join(directory, 'alone.mjs')]);
  expect(stderr).toContain('Cannot find module');
});

test('hands over once, and not to another old Node', async () => {
  const env = { ...process.env, BREAKWATER_HANDED_OVER: 'yes' };
  const { code, stderr } = await run([...asOldNode('20.18.1'), LAUNCHER, 'providers'], env);
  expect(stderr).toContain('breakwater needs Node 22.5 or newer');
  expect(code).toBe(2);
});

test('ends only when a slow reader has got everything', async () => {
  const slowly = `"${process.execPath}" "${LAUNCHER}" providers --json | (sleep 1; cat)`;
  const stdout = await new Promise<string>((done) => {
    execFile('sh', ['-c', slowly], { maxBuffer: 16 * 1024 * 1024 }, (_, text) => done(text));
  });
  // A pipe holds 64 KB.
  expect(stdout.length).toBeGreaterThan(65_536);
  expect(JSON.parse(stdout)).not.toHaveLength(0);
});

test('passes exit codes on', async () => {
  expect(await run([...asOldNode('20.18.1'), LAUNCHER, 'nonsense'])).toMatchObject({ code: 2 });
  expect(await run([...asOldNode('20.18.1'), LAUNCHER, 'events', 'list'])).toMatchObject({ code: 1 });
});

test('says what it needs where no newer Node is installed', async () => {
  copyFileSync(LAUNCHER, join(directory, 'alone.mjs'));
  expect(await run([...asOldNode('20.18.1'), join(directory, 'alone.mjs'), 'providers'])).toEqual({
    code: 2,
    signal: null,
    stdout: '',
    stderr: 'breakwater needs Node 22.5 or newer, and this is 20.18.1: install one from https://nodejs.org\n',
  });
});

/** What a failed test would leave behind. */
const started: (number | undefined)[] = [];
afterEach(() => {
  for (const pid of started.splice(0)) if (pid !== undefined && isAlive(pid)) process.kill(pid, 'SIGKILL');
});

/** Starts something in a project whose app never ends, so that `start` stays where it is. */
async function startForever(command: string, args: readonly string[], npm: object) {
  const app = `import { writeFileSync } from 'node:fs'; writeFileSync('pid', String(process.pid));`;
  writeFileSync(join(directory, 'app.mjs'), `${app} setInterval(() => {}, 1000);`);
  writeFileSync(join(directory, 'cdk.json'), '{"app":"exec node app.mjs"}');
  rmSync(join(directory, 'pid'), { force: true });
  const { npm_lifecycle_event: _, ...env } = process.env;
  const child = spawn(command, args, { cwd: directory, stdio: ['ignore', 'pipe', 'inherit'], env: { ...env, ...npm } });
  const ended = new Promise((done) => child.once('exit', (code, signal) => done(signal ?? code)));
  started.push(child.pid);
  const pid = await until(() => Number(readFileSync(join(directory, 'pid'), { encoding: 'utf8', flag: 'a+' })));
  started.push(pid);
  return { child, ended, pid };
}

test.each(['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGKILL'] as const)('%s ends both processes', async (signal) => {
  const args = [...asOldNode('20.18.1'), LAUNCHER, 'start', '--port', '0'];
  const { child, ended, pid } = await startForever(process.execPath, args, {});
  child.kill(signal);
  expect(await ended).toBe(signal === 'SIGKILL' ? 'SIGKILL' : 0);
  await until(() => !isAlive(pid));
});

test("ends when npm's shell dies, which passes no signal on", async () => {
  const line = `${process.execPath} ${LAUNCHER} start --port 0; true`;
  const { child, ended, pid } = await startForever('sh', ['-c', line], { npm_lifecycle_event: 'start' });
  child.kill('SIGTERM');
  expect(await ended).toBe('SIGTERM');
  await until(() => !isAlive(pid));
});
