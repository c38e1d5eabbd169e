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

const run = (...words: string[]): Promise<Ended> =>
  new Promise((done) => {
    const child = execFile(process.execPath, words, { cwd: directory }, (_, stdout, stderr) =>
      done({ code: child.exitCode, signal: child.signalCode, stdout, stderr }),
    );
  });

test('runs from any directory', async () => {
  expect(await run(LAUNCHER, 'providers')).toMatchObject({ code: 0, stderr: '' });
});

test.each(['20.18.1', '22.4.9'])('hands over from Node %s to the newer one that is installed', async (version) => {
  const ended = await run(...asOldNode(version), LAUNCHER, 'providers', '--json');
  expect(ended).toMatchObject({ code: 0, stderr: '' });
  expect(JSON.parse(ended.stdout)).not.toHaveLength(0);
});

test.each(['22.5.0', '26.0.0'])('runs with Node %s itself', async (version) => {
  copyFileSync(LAUNCHER, join(directory, 'alone.mjs'));
  const { stderr } = await run(...asOldNode(version), join(directory, 'alone.mjs'));
  expect(stderr).toContain("Cannot find package 'tsx'");
});

test('passes exit codes on', async () => {
  expect(await run(...asOldNode('20.18.1'), LAUNCHER, 'nonsense')).toMatchObject({ code: 2 });
  expect(await run(...asOldNode('20.18.1'), LAUNCHER, 'events', 'list')).toMatchObject({ code: 1 });
});

test('says what it needs where no newer Node is installed', async () => {
  copyFileSync(LAUNCHER, join(directory, 'alone.mjs'));
  expect(await run(...asOldNode('20.18.1'), join(directory, 'alone.mjs'), 'providers')).toEqual({
    code: 2,
    signal: null,
    stdout: '',
    stderr: 'breakwater needs Node 22.5 or newer, and this is 20.18.1: install one from https://nodejs.org\n',
  });
});

test.each(['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGKILL'] as const)('%s ends both processes', async (signal) => {
  // An app that never ends keeps `start` where it is.
  writeFileSync(
    join(directory, 'app.mjs'),
    `import { writeFileSync } from 'node:fs'; writeFileSync('pid', String(process.pid)); setInterval(() => {}, 1000);`,
  );
  rmSync(join(directory, 'pid'), { force: true });
  writeFileSync(join(directory, 'cdk.json'), '{"app":"exec node app.mjs"}');
  const launcher = spawn(process.execPath, [...asOldNode('20.18.1'), LAUNCHER, 'start', '--port', '0'], {
    cwd: directory,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((done) => launcher.once('exit', (code, name) => done(name ?? code)));
  const pid = await appPid();
  launcher.kill(signal);
  expect(await ended).toBe(signal === 'SIGKILL' ? 'SIGKILL' : 0);
  await until(() => !isAlive(pid));
});

/** What the app wrote, once it has. */
const appPid = () => until(() => Number(readFileSync(join(directory, 'pid'), { encoding: 'utf8', flag: 'a+' })));
