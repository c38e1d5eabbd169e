import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { buildSync } from 'esbuild';
import { type BundleRecipe, bundleOptions } from '../../core/bundle.ts';

/** The actions of every call to AWS that is anywhere in a function's bundle, whether the function ever makes it or not. */
export function bundledCalls(recipe: BundleRecipe): Set<string> {
  const options = bundleOptions(recipe);
  const { metafile } = buildSync({
    ...options,
    entryPoints: [...options.entryPoints],
    mainFields: [...options.mainFields],
    conditions: [...options.conditions],
    outdir: 'never-written',
    write: false,
    metafile: true,
  });
  const inputs = Object.values(metafile.outputs).flatMap((output) => Object.entries(output.inputs));
  const modules = inputs.filter(([file, { bytesInOutput }]) => bytesInOutput > 0 && file.includes('lambda/aws/'));
  return new Set(modules.flatMap(([file]) => callsIn(readFileSync(resolve(file), 'utf8'))));
}

/** A service is named as in IAM wherever it is called; what is no call of JSON is known by what its errors are made with. */
function callsIn(text: string): string[] {
  const actions = [...text.matchAll(/\b(\w+)\.call\(\s*'(\w+)'/g)].map(([, service, action]) => `${service}:${action}`);
  const objects = [...text.matchAll(/\bmethod: '(GET|PUT)',/g)].map(([, method]) =>
    method === 'GET' ? 's3:GetObject' : 's3:PutObject',
  );
  const others = [...text.matchAll(/\bjsonError\('(\w+)', \{ action: '(\w+)' \}\)/g)].map(
    ([, service, action]) => `${service}:${action}`,
  );
  return [...actions, ...objects, ...others];
}
