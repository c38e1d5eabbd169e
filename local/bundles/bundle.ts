import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { context } from 'esbuild';
import { BUNDLE_FILE, type BundleRecipe, bundleOptions } from '../../core/bundle.ts';

/** A recipe that can be carried out again and again; what did not change is not read again. */
export interface Bundle {
  build(): Promise<{ readonly ok: true; readonly code: Uint8Array } | { readonly ok: false; readonly error: string }>;
  /** The files that the last build read, but for packages. */
  inputs(): readonly string[];
  /** Tells whether a change of that file may change the bundle. */
  dependsOn(file: string): boolean;
  dispose(): Promise<void>;
}

/** Prepares a bundle of the project in the working directory. */
export async function createBundle(recipe: BundleRecipe): Promise<Bundle> {
  const root = process.cwd();
  const alias = Object.entries(recipe.alias).map(([module, path]) => [module, fileOr(root, path)]);
  const options = bundleOptions({ entry: resolve(root, recipe.entry), alias: Object.fromEntries(alias) });
  const building = await context({
    ...options,
    entryPoints: [...options.entryPoints],
    mainFields: [...options.mainFields],
    conditions: [...options.conditions],
    absWorkingDir: root,
    outfile: BUNDLE_FILE,
    write: false,
    metafile: true,
  });
  let inputs: readonly string[] = [resolve(root, recipe.entry)];
  let failed = false;
  return {
    async build() {
      try {
        const { metafile, outputFiles } = await building.rebuild();
        failed = false;
        inputs = Object.keys(metafile.inputs)
          .filter((file) => !file.includes('node_modules/'))
          .map((file) => resolve(root, file));
        return { ok: true, code: outputFiles[0]?.contents ?? new Uint8Array() };
      } catch (error) {
        failed = true;
        return { ok: false, error: error instanceof Error ? error.message : String(error) };
      }
    },
    inputs: () => inputs,
    // What is missing or broken is not among the inputs of a build that failed, so each change may be what mends it.
    dependsOn: (file) => failed || inputs.includes(file),
    dispose: () => building.dispose(),
  };
}

/** An alias is a file of the project, or else a package. */
function fileOr(root: string, path: string): string {
  const file = resolve(root, path);
  return existsSync(file) ? file : path;
}
