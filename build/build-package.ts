import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { bundlePage } from '../cli/console/assets.ts';

// Compiles what the package on npm contains: `dist/`, with the folders of the sources in it.

const { type, imports } = JSON.parse(readFileSync('package.json', 'utf8'));
const typescript = dirname(createRequire(import.meta.url).resolve('typescript/package.json'));

rmSync('dist', { recursive: true, force: true });
execFileSync(process.execPath, [join(typescript, 'bin', 'tsc'), '--project', 'build'], { stdio: 'inherit' });

// Node, TypeScript and bundlers take `#providers` from the nearest manifest: in `dist`, it means what was compiled.
const compiled = Object.entries<string>(imports).map(([name, source]) => [name, source.replace(/\.ts$/, '.js')]);
const manifest = { type, sideEffects: false, imports: Object.fromEntries(compiled) };
writeFileSync(join('dist', 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);

// The page of the console is for browsers: it is bundled here, once, so that nobody's machine has to.
const page = join('dist', 'cli', 'console', 'page-built');
mkdirSync(page, { recursive: true });
for (const [name, content] of Object.entries(await bundlePage())) writeFileSync(join(page, name), content);
