import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildSync } from 'esbuild';
import { BUNDLE_FILE, type BundleRecipe, bundleOptions } from '../../../core/bundle.ts';

/** The entry of the verifier as it is deployed, and that of the same without what it reads before the first request. */
const DEPLOYED = 'lambda/verifier/start.ts';
const LOADED = 'lambda/verifier/index.ts';

/**
 * Bundles the verifier of a synthesized stack once more, so that loading it can be told from what it reads ahead.
 * @returns the file
 */
export function withoutReadingAhead(template: string, folder: string): string {
  const { Resources } = JSON.parse(readFileSync(template, 'utf8'));
  const recipe = Object.values<{ readonly Metadata?: { readonly 'breakwater:bundle'?: BundleRecipe } }>(Resources)
    .map(({ Metadata }) => Metadata?.['breakwater:bundle'])
    .find((each) => each?.entry.endsWith(DEPLOYED));
  if (!recipe) throw new Error(`${template} has no function with the entry ${DEPLOYED}`);
  const alias = Object.entries(recipe.alias).map(([name, path]) => [name, resolve(path)] as const);
  const { mainFields, conditions, ...options } = bundleOptions({
    entry: resolve(LOADED),
    alias: Object.fromEntries(alias),
  });
  const outfile = join(folder, BUNDLE_FILE);
  buildSync({
    ...options,
    entryPoints: [...options.entryPoints],
    mainFields: [...mainFields],
    conditions: [...conditions],
    outfile,
  });
  return outfile;
}
