import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sentenceIn, synthesize } from '../../cli/start/synthesize.ts';
import { isAlive, until } from './until.ts';

const directory = mkdtempSync(join(tmpdir(), 'breakwater-'));
afterAll(() => rmSync(directory, { recursive: true }));

interface Project {
  readonly app: string;
  readonly context?: object;
  readonly configuration?: string;
  readonly interrupted?: AbortSignal;
}

function run({ app, context, configuration, interrupted = new AbortController().signal }: Project): Promise<void> {
  writeFileSync(join(directory, 'app.mjs'), app);
  writeFileSync(join(directory, 'cdk.json'), JSON.stringify({ app: 'node app.mjs', context }));
  const environment = { PATH: process.env.PATH, GIVEN: 'along' };
  return synthesize({ directory, assembly: join(directory, 'out'), configuration, environment, interrupted });
}

test('runs the app with the context of cdk.json, the configuration, and where to write', async () => {
  const app = `import { writeFileSync } from 'node:fs'; writeFileSync('seen.json', JSON.stringify(process.env));`;
  await run({ app, context: { feature: true }, configuration: '/x/webhooks.json' });
  const seen = JSON.parse(readFileSync(join(directory, 'seen.json'), 'utf8'));
  expect(seen).toMatchObject({ CDK_OUTDIR: join(directory, 'out'), GIVEN: 'along' });
  expect(seen.PATH.startsWith(`${join(directory, 'node_modules', '.bin')}:`)).toBe(true);
  expect(JSON.parse(seen.CDK_CONTEXT_JSON)).toEqual({
    'aws:cdk:enable-path-metadata': true,
    'aws:cdk:enable-asset-metadata': true,
    feature: true,
    config: '/x/webhooks.json',
  });
});

test('says what the app says when it fails', async () => {
  const app = `console.error('bin/webhooks.ts: there is no provider "strip"'); process.exit(1);`;
  await expect(run({ app })).rejects.toMatchObject({
    exitCode: 2,
    message: 'bin/webhooks.ts: there is no provider "strip"',
  });
});

test('says so when the app fails and says nothing', async () => {
  const message = '"node app.mjs" (the app in cdk.json) failed and did not say why';
  await expect(run({ app: 'process.exit(3)' })).rejects.toMatchObject({ exitCode: 2, message });
});

test('ends the app when it is interrupted', async () => {
  const controller = new AbortController();
  const app = `import { writeFileSync } from 'node:fs'; writeFileSync('pid', String(process.pid)); setInterval(() => {}, 1000);`;
  const ended = run({ app, interrupted: controller.signal }).catch((error) => error);
  const pid = await until(() => Number(readFileSync(join(directory, 'pid'), { encoding: 'utf8', flag: 'a+' })));
  controller.abort();
  expect(await ended).toBeInstanceOf(Error);
  await until(() => !isAlive(pid));
});

test('says that a directory without cdk.json is not the right one', async () => {
  const options = { directory: '/', assembly: '/', environment: {}, interrupted: new AbortController().signal };
  await expect(synthesize(options)).rejects.toMatchObject({
    exitCode: 2,
    message: "there is no cdk.json in /: run breakwater in the project's root",
  });
});

test.each([
  ['/app.ts:3\n  throw new Error("x");\n\nError: no luck\n    at app.ts:3\n\nNode.js v24', 'no luck'],
  ['node:internal\nTypeError [ERR_X]: wrong\n    at y', 'wrong'],
  [
    'Error [TransformError]: Transform failed with 1 error:\n/a.ts:1:2: ERROR: Unexpected "}"\n at z',
    'Transform failed with 1 error: /a.ts:1:2: ERROR: Unexpected "}"',
  ],
  ['one: wrong\ntwo: wrong too\n', 'one: wrong; two: wrong too'],
  ['\n\n', undefined],
])('finds the sentence in %j', (said, sentence) => {
  expect(sentenceIn(said)).toBe(sentence);
});
