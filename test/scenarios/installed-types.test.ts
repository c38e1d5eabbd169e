import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { temporaryDirectory } from './running.ts';

const app = temporaryDirectory();
const modules = join(app, 'node_modules');

const link = (name: string) => {
  mkdirSync(dirname(join(modules, name)), { recursive: true });
  symlinkSync(resolve('node_modules', name), join(modules, name));
};

/** Makes these the only files of the app, and tells what the compiler has to say of it. */
function compile(files: Readonly<Record<string, string>>): string {
  rmSync(join(app, 'src'), { recursive: true, force: true });
  mkdirSync(join(app, 'src'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(app, 'src', name), text);
  const tsc = resolve('node_modules/typescript/bin/tsc');
  return spawnSync(process.execPath, [tsc, '--noEmit', '--pretty', 'false'], { cwd: app, encoding: 'utf8' }).stdout;
}

beforeAll(() => {
  const packed = execFileSync('npm', ['pack', '--silent', '--pack-destination', app], { encoding: 'utf8' }).trim();
  mkdirSync(modules);
  execFileSync('tar', ['-xzf', join(app, packed), '-C', modules]);
  execFileSync('mv', [join(modules, 'package'), join(modules, 'breakwater')]);
  const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
  // What npm would install beside it: no SDK of any provider.
  for (const name of [...Object.keys(dependencies), 'aws-cdk-lib', 'constructs', '@types/node']) link(name);
  writeFileSync(join(app, 'package.json'), '{"type":"module"}');
  const compilerOptions = { module: 'nodenext', strict: true, noEmit: true, skipLibCheck: true, types: ['node'] };
  const tsconfig = { compilerOptions: { ...compilerOptions, allowImportingTsExtensions: true }, include: ['src'] };
  writeFileSync(join(app, 'tsconfig.json'), JSON.stringify(tsconfig));
}, 60_000);

const PROCESSOR = `
  import { defineProcessor } from 'breakwater/processor';
  export const handler = defineProcessor<'stripe', 'invoice.paid'>(({ data }, { log }) => {
    log.info('paid', { amount: data.data.object.amount_paid, oops: data.data.object.amount_payed });
  });`;

test('a processor compiles where the SDK of its provider is not installed; its payload is open', () => {
  expect(compile({ 'paid.ts': PROCESSOR })).toBe('');
});

test('a payload is typed by a type-only import and the SDK', () => {
  link('stripe');
  const typed = compile({ 'paid.ts': PROCESSOR, 'payloads.ts': "import type {} from 'breakwater/types/stripe';" });
  expect(typed.trim().split('\n')).toEqual([expect.stringMatching(/^src\/paid\.ts.*'amount_payed' does not exist/)]);
});

test('payloads of a sender of your own are typed by declaring them', () => {
  const processor = `
    import { defineProcessor } from 'breakwater/processor';
    declare module 'breakwater/processor' {
      interface EventPayloads { acme: { 'thing.made': { readonly thing: string } } }
    }
    export const handler = defineProcessor<'acme', 'thing.made'>(({ data }) => { data.thing.length; data.think; });`;
  expect(compile({ 'made.ts': processor }).trim().split('\n')).toEqual([
    expect.stringMatching(/^src\/made\.ts.*'think' does not exist/),
  ]);
});
