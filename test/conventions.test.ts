import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { providers } from '../core/providers/index.ts';

const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '--deduplicate'], {
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => /\.(ts|js|mjs)$/.test(file));
const code = files.filter((file) => !file.startsWith('test/'));
const textOf = (file: string) => readFileSync(file, 'utf8');
const importsOf = (file: string) =>
  [
    ...textOf(file).matchAll(/^(?:import|export) [\w*{},\s]*?from '([^']+)'|^import '([^']+)'|\bimport\('([^']+)'\)/gm),
  ].map(([, from, bare, loaded]) => from ?? bare ?? loaded ?? '');

/** The top folder that an import leads to, or the package's name. */
function roomOf(file: string, name: string): string {
  if (!name.startsWith('.')) return name;
  return normalize(join(dirname(file), name)).split('/')[0] ?? '';
}

const offenders = (candidates: readonly string[], offends: (file: string) => boolean) => candidates.filter(offends);
const inside = (folder: string) => code.filter((file) => file.startsWith(`${folder}/`));

test.each([
  ['core', ['core']],
  ['lambda', ['core', 'lambda']],
  ['lib', ['core', 'lib']],
  ['local', ['core', 'lambda', 'local']],
  ['cli', ['core', 'lambda', 'local', 'cli']],
])('%s imports from %j only', (folder, rooms) => {
  const all = ['bin', 'core', 'lambda', 'lib', 'local', 'cli', 'test'];
  const wrong = inside(folder).flatMap((file) =>
    importsOf(file)
      .map((name) => roomOf(file, name))
      .filter((room) => all.includes(room) && !rooms.includes(room))
      .map((room) => `${file} imports ${room}`),
  );
  expect(wrong).toEqual([]);
});

test('examples import the package by its name, as users do', () => {
  const reaching = (file: string) => importsOf(file).filter((name) => name.startsWith('.') || name.startsWith('#'));
  expect(inside('examples').length).toBeGreaterThan(10);
  expect(offenders(inside('examples'), (file) => reaching(file).length > 0)).toEqual([]);
});

test('core knows no package, no clock, no environment, no network and no console', () => {
  const impure = /\bDate\.now\(|new Date\(\)|process\.|console\.|Math\.random\(|\bfetch\(|setTimeout\(/;
  expect(offenders(inside('core'), (file) => impure.test(textOf(file)))).toEqual([]);
  const foreign = inside('core').flatMap((file) =>
    importsOf(file).filter(
      (name) => !name.startsWith('.') && !['node:crypto', '#providers', '#addresses'].includes(name),
    ),
  );
  expect(foreign).toEqual([]);
});

test('only lambda/aws and the processors import the AWS SDK', () => {
  const rest = code.filter((file) => !file.startsWith('lambda/aws/') && !file.startsWith('lambda/processors/'));
  expect(offenders(rest, (file) => importsOf(file).some((name) => /^@(?:aws-sdk|smithy)\//.test(name)))).toEqual([]);
});

test('functions make their own calls without the SDK’s generated clients, of which only the types are imported', () => {
  const generated = /^import (?!type )[^;]*? from '@aws-sdk\/client-(?:dynamodb|eventbridge|kinesis|lambda)'/m;
  // A processor hands it the client that it has.
  expect(offenders(inside('lambda/aws'), (file) => generated.test(textOf(file)))).toEqual(['lambda/aws/if-newer.ts']);
});

test('only the places where something starts read the environment', () => {
  const roots =
    /^(bin\/|cli\/|lambda\/(?:verifier|reconciler|archive|receiver)\/index\.ts|lambda\/runtime\/define-processor\.ts|lambda\/forwarder\/to-[a-z-]+\.ts|lambda\/processors\/|lambda\/aws\/lean\/|lambda\/aws\/http\/aws-environment\.ts|local\/functions\/bootstrap)/;
  expect(offenders(code, (file) => !roots.test(file) && /process\.env/.test(textOf(file)))).toEqual([]);
});

test("only the reconciler and the receiver of partner events take an event for the provider's without a signature", () => {
  const takers = offenders(code, (file) => /fetchedFromProvider\(/.test(textOf(file)));
  expect(takers).toEqual(['lambda/reconciler/recover.ts', 'lambda/reconciler/survey.ts']);
  const receivers = offenders(code, (file) => /broughtByPartner\(/.test(textOf(file)));
  expect(receivers).toEqual(['lambda/receiver/receive-events.ts']);
  expect(offenders(code, (file) => /as Verified\b/.test(textOf(file)))).toEqual(['core/verify.ts']);
});

test('no type is silenced', () => {
  const silenced = /as unknown as|@ts-ignore|@ts-nocheck|: any\b|<any>|as any\b/;
  expect(offenders(files, (file) => file !== 'test/conventions.test.ts' && silenced.test(textOf(file)))).toEqual([]);
});

test('files stay small: 200 lines of code, 300 of tests', () => {
  const lines = (file: string) => textOf(file).split('\n').length - 1;
  // The two lists of providers have two lines for each of them, and nothing to read.
  const lists = ['core/providers/index.ts', 'core/catalogue/index.ts'];
  expect(offenders(code, (file) => lines(file) > 200 && !lists.includes(file))).toEqual([]);
  expect(offenders(files, (file) => lines(file) > 300 && !lists.includes(file))).toEqual([]);
});

test('nothing is called by a name that says nothing', () => {
  const drawers = /(^|[/-])(utils?|helpers?|common|shared|misc|manager|base)([./-]|$)/;
  expect(offenders(files, (file) => drawers.test(file))).toEqual([]);
  expect(offenders(files, (file) => !/^[a-z0-9./-]+$/.test(file))).toEqual([]);
});

test('no test is skipped, and none is left alone', () => {
  const skipped = /\b(?:test|it|describe)\.(?:only|skip|todo|failing)\b|\bx(?:it|test|describe)\(/;
  expect(offenders(files, (file) => file !== 'test/conventions.test.ts' && skipped.test(textOf(file)))).toEqual([]);
});

test('every provider is a small file of its own, a line in the list, and nothing switches on its id', () => {
  for (const id of Object.keys(providers)) {
    expect(textOf(`core/providers/${id}.ts`).split('\n').length).toBeLessThanOrEqual(60);
    const asked = new RegExp(`(?:===|!==|case)\\s*'${id}'`);
    // A letter alone is compared for other reasons.
    if (id.length > 1) expect(offenders(code, (file) => asked.test(textOf(file)))).toEqual([]);
  }
});

test('the commands in the README are scripts of the package or of the toolchain', () => {
  const { scripts } = JSON.parse(textOf('package.json'));
  const blocks = [...textOf('README.md').matchAll(/```(?:sh|bash)\n([\s\S]*?)```/g)]
    .map(([, block = '']) => block)
    .join('\n');
  const named = [...blocks.matchAll(/npm (?:run )?([a-z:]+)/g)].map(([, name = '']) => name);
  expect(named.length).toBeGreaterThan(2);
  expect(named.filter((name) => name !== 'ci' && !(name in scripts))).toEqual([]);
});
