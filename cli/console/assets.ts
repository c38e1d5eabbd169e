import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A file that the page consists of. */
export interface Asset {
  readonly contentType: string;
  readonly content: Buffer;
}

const PAGE = fileURLToPath(new URL('page/', import.meta.url));
/** Where `npm run build` puts what it bundles; it lies beside this module in the package. */
const BUILT = fileURLToPath(new URL('page-built/', import.meta.url));

const TYPES = { 'app.js': 'text/javascript; charset=utf-8', 'app.css': 'text/css; charset=utf-8' } as const;

/** The page's files by their paths. In the repository they are bundled anew; the package has them. */
export async function pageAssets(): Promise<ReadonlyMap<string, Asset>> {
  const files = existsSync(BUILT) ? readBuilt() : await bundlePage();
  return new Map(
    Object.entries(TYPES).map(([name, contentType]) => [
      `/console/${name}`,
      { contentType, content: Buffer.from(files[name as keyof typeof TYPES]) },
    ]),
  );
}

type Files = Readonly<Record<keyof typeof TYPES, string | Uint8Array>>;

const readBuilt = (): Files => ({
  'app.js': readFileSync(join(BUILT, 'app.js')),
  'app.css': readFileSync(join(BUILT, 'app.css')),
});

/** Bundles script and styles of the page for browsers of the last few years. */
export async function bundlePage(directory = PAGE): Promise<Files> {
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    entryPoints: [join(directory, 'app.tsx'), join(directory, 'app.css')],
    outdir: '/',
    bundle: true,
    write: false,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    legalComments: 'none',
    logLevel: 'silent',
  });
  const named = (name: string) => outputFiles.find(({ path }) => path.endsWith(name))?.contents ?? '';
  return { 'app.js': named('app.js'), 'app.css': named('app.css') };
}
