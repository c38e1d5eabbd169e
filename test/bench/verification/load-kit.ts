import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildSync } from 'esbuild';
import { bundleOptions, PROVIDERS_MODULE } from '../../../core/bundle.ts';

export type Kit = typeof import('./kit.ts');

/** Bundles what is measured, and loads it. */
export async function loadKit(folder: string): Promise<Kit> {
  const alias = { [PROVIDERS_MODULE]: resolve('core/providers/index.ts') };
  const entry = resolve('test/bench/verification/kit.ts');
  const { entryPoints, mainFields, conditions, ...options } = bundleOptions({ entry, alias });
  const outfile = join(folder, 'kit.mjs');
  const lists = { entryPoints: [...entryPoints], mainFields: [...mainFields], conditions: [...conditions] };
  buildSync({ ...options, ...lists, outfile });
  return import(pathToFileURL(outfile).href);
}
