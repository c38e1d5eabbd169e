import { join, resolve } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { type BundleRecipe, bundleOptions } from '../../../core/bundle.ts';
import type { CostedTemplate } from '../../../core/cost/template.ts';

/** The modules that put a function together, and hence open its stores. */
const ROOTS = /lambda\/(?:verifier\/index|runtime\/define-processor)\.ts$/;

const instantAws: Plugin = {
  name: 'instant-aws',
  setup(building) {
    building.onResolve({ filter: /^\.\.\/aws\/(?:ledger|queues|secrets|flow)\.ts$/ }, ({ importer }) =>
      ROOTS.test(importer) ? { path: resolve('test/bench/request/instant-aws.ts') } : undefined,
    );
  },
};

/**
 * Bundles a function once more as its stack's template says, but with an AWS that answers at once.
 * @param entry - how the path of its module ends
 */
export async function bundleInstant(template: CostedTemplate, entry: string, folder: string): Promise<string> {
  const recipes = Object.values(template.Resources).map(({ Metadata }) => Metadata?.['breakwater:bundle']);
  const recipe = recipes.filter(isRecipe).find((each) => each.entry.endsWith(entry));
  if (!recipe) throw new Error(`no function of the template is made of ${entry}`);
  const outfile = join(folder, `${entry.replaceAll(/\W/g, '-')}.mjs`);
  const { entryPoints, mainFields, conditions, ...options } = bundleOptions(recipe);
  const { metafile } = await build({
    ...options,
    entryPoints: [...entryPoints],
    mainFields: [...mainFields],
    conditions: [...conditions],
    alias: Object.fromEntries(Object.entries(recipe.alias).map(([name, path]) => [name, resolve(path)])),
    plugins: [instantAws],
    outfile,
    metafile: true as const,
  });
  if (Object.keys(metafile.inputs).every((file) => !file.endsWith('instant-aws.ts')))
    throw new Error(`${entry} opens its stores elsewhere now: test/bench/request/bundle-instant.ts has to know where`);
  return outfile;
}

const isRecipe = (value: unknown): value is BundleRecipe => typeof Reflect.get(Object(value), 'entry') === 'string';
