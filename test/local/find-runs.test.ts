import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findRuns } from '../../local/find-runs.ts';
import { writeRunFile } from '../../local/run-file.ts';
import { endRuns, temporaryDirectory } from './run-in-process.ts';

const before = process.cwd();

beforeEach(() => process.chdir(temporaryDirectory()));
afterEach(() => {
  process.chdir(before);
  endRuns();
});

const runOn = (port: number, more = {}) => ({
  url: `http://127.0.0.1:${port}`,
  awsEndpoint: 'http://127.0.0.1:1',
  pid: process.pid,
  stackName: 'Small',
  region: 'us-east-1',
  outputs: { WebhookUrl: 'http://x' },
  secretsPrefix: 'Small/',
  startedAt: '2026-01-01T00:00:00.000Z',
  ...more,
});

test('finds no run in a project that has had none', () => {
  expect(findRuns()).toEqual([]);
});

test('finds the runs that are up, the latest first', () => {
  const [older, newer] = [runOn(4801), runOn(4802, { startedAt: '2026-01-02T00:00:00.000Z' })];
  writeRunFile(older);
  writeRunFile(newer);
  expect(findRuns()).toEqual([newer, older]);
});

test('passes over the note of a run that has died, and removes it', () => {
  // Linux counts process ids up to 4,194,304 at most.
  writeRunFile(runOn(4801, { pid: 4_194_305 }));
  expect(findRuns()).toEqual([]);
  expect(existsSync(join('.breakwater', 'runs', '4801.json'))).toBe(false);
});

test('passes over a file that is no note of a run', () => {
  mkdirSync(join('.breakwater', 'runs'), { recursive: true });
  writeFileSync(join('.breakwater', 'runs', '4801.json'), '{"url":');
  expect(findRuns()).toEqual([]);
});
