import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import type { Mutant } from './mutants.ts';
import type { Implementation } from './world.ts';

const OUT = resolve('node_modules/.cache/mutants');

/**
 * Builds the protocol's code with one mutation, and loads it.
 * @throws {Error} when a text to replace is not there exactly once: the mutant has to follow the code
 */
export async function buildMutant(name: string, { edits }: Mutant): Promise<Implementation> {
  const mutated = new Map<string, string>();
  for (const { file, find, replace } of edits) {
    const source = mutated.get(resolve(file)) ?? readFileSync(file, 'utf8');
    const found = source.split(find).length - 1;
    if (found !== 1)
      throw new Error(`"${find}" stands ${found} times in ${file}; a mutant replaces what stands there once`);
    mutated.set(
      resolve(file),
      source.replace(find, () => replace),
    );
  }

  mkdirSync(OUT, { recursive: true });
  const outfile = join(OUT, `${name.replaceAll(' ', '-')}.cjs`);
  await build({
    entryPoints: ['test/protocol/implementation.ts'],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    packages: 'external',
    logLevel: 'silent',
    plugins: [
      {
        name: 'mutate',
        setup: ({ onLoad }) => {
          onLoad({ filter: /\.ts$/ }, ({ path }) => {
            const contents = mutated.get(path);
            return contents === undefined ? undefined : { contents, loader: 'ts' };
          });
        },
      },
    ],
  });
  return createRequire(import.meta.url)(outfile);
}
