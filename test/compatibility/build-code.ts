import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { build } from 'esbuild';

export type Code = typeof import('./code.ts');

/** A text of a file, and what stands there in its place. */
export interface Edit {
  readonly file: string;
  readonly find: string;
  readonly replace: string;
}

/**
 * Builds the code of today, or what it may become tomorrow, into one file that `require` loads.
 * @throws {Error} when a text to replace is not there
 */
export async function buildCode(outfile: string, edits: readonly Edit[] = [], banner = ''): Promise<void> {
  const edited = new Map<string, string>();
  for (const { file, find, replace } of edits) {
    const source = edited.get(resolve(file)) ?? readFileSync(file, 'utf8');
    if (!source.includes(find)) throw new Error(`"${find}" does not stand in ${file}: the edit has to follow the code`);
    edited.set(
      resolve(file),
      source.replace(find, () => replace),
    );
  }
  await build({
    entryPoints: ['test/compatibility/code.ts'],
    outfile,
    bundle: true,
    minifySyntax: true,
    minifyWhitespace: true,
    lineLimit: 120,
    platform: 'node',
    target: 'node22',
    format: 'cjs',
    packages: 'external',
    logLevel: 'silent',
    banner: { js: banner },
    plugins: [
      {
        name: 'edit',
        setup: ({ onLoad }) => {
          onLoad({ filter: /\.ts$/ }, ({ path }) => {
            const contents = edited.get(path);
            return contents === undefined ? undefined : { contents, loader: 'ts' };
          });
        },
      },
    ],
  });
}
