import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createColors } from 'picocolors';
import { checkInstallation, describeCheck, openInstallation } from '../../cli/doctor/check-installation.ts';
import type { Check, Installation } from '../../cli/doctor/checks/check.ts';
import { CHECKS } from '../../cli/doctor/checks/index.ts';
import { nodeVersion } from '../../cli/doctor/checks/node-version.ts';
import { runCli } from '../../cli/run-cli.ts';

const directory = mkdtempSync(join(tmpdir(), 'breakwater-'));
const home = process.cwd();
beforeAll(() => process.chdir(directory));
afterAll(() => {
  process.chdir(home);
  rmSync(directory, { recursive: true });
});
const opened = () => openInstallation({}, { directory, environment: {} });
const run = (check: Check, installation: Installation = opened()) =>
  checkInstallation(installation, [check], () => undefined).then(([checked]) => checked);

test.each([
  ['22.4.1', 'wrong'],
  ['20.11.0', 'wrong'],
  ['22.5.0', 'ok'],
  ['24.0.0', 'ok'],
])('Node %s is %s', async (version, state) => {
  expect(await run(nodeVersion, { ...opened(), nodeVersion: version })).toMatchObject({ check: 'Node', state });
});

test('in an empty directory says what is missing and what to do, and asks nobody at AWS', async () => {
  const checked = await checkInstallation(opened(), CHECKS, () => undefined);
  expect(Object.fromEntries(checked.map(({ check, state }) => [check, state]))).toEqual({
    Node: 'ok',
    project: 'wrong',
    configuration: 'wrong',
    AWS: 'skipped',
    bootstrap: 'skipped',
    deployment: 'wrong',
    secrets: 'wrong',
    endpoints: 'wrong',
  });
  expect(checked[1]).toMatchObject({ mend: 'run breakwater in the root of the project' });
});

test('a project whose configuration does not load says where it is wrong', async () => {
  writeFileSync(join(directory, 'cdk.json'), '{"app":"node app.js"}');
  writeFileSync(join(directory, 'webhooks.ts'), 'export const webhooks = {');
  const lines: string[] = [];
  const output = { write: (line: string) => void lines.push(line), colors: createColors(false) };
  const code = await runCli(['doctor'], { out: output, err: output, environment: {}, directory });
  expect(code).toBe(1);
  expect(lines).toContain('✓ project       cdk.json runs node app.js');
  expect(lines.find((line) => line.startsWith('✗ configuration'))).toContain('webhooks.ts does not load');
  expect(lines.at(-1)).toContain('error: to be mended: configuration, deployment');
});

test('a check that throws is wrong, with what it threw', async () => {
  const broken: Check = {
    title: 'broken',
    run() {
      throw new Error('out of reach');
    },
  };
  expect(await run(broken)).toEqual({ check: 'broken', state: 'wrong', says: 'out of reach' });
});

test('what to do stands under what is wrong', () => {
  const text = describeCheck(
    { check: 'secrets', state: 'wrong', says: 'a: not set', mend: 'set it' },
    createColors(false),
  );
  expect(text).toBe('✗ secrets       a: not set\n                to do: set it');
});
