import { readdirSync, readFileSync } from 'node:fs';
import { parse, resolve } from 'node:path';
import { buildSync } from 'esbuild';
import { bundleOptions } from '../../../core/bundle.ts';
import { kitModules } from '../../../lib/kit-modules.ts';

const names = readdirSync('lambda/runtime/payloads').map((file) => parse(file).name);

test('the documentation names every provider whose payloads are known', () => {
  const section = readFileSync('docs/extending.md', 'utf8').split('## Typed events and schemas')[1] ?? '';
  const rows = [...section.matchAll(/^\| `([a-z-]+)`/gm)].map(([, name]) => name);
  expect(rows.sort()).toEqual(names.sort());
});

test.each(names)(
  'the payloads of %s leave nothing in a bundle, even where they are imported for their effect',
  (name) => {
    const { entryPoints: _, mainFields, conditions, ...options } = bundleOptions({ entry: '', alias: kitModules });
    const { outputFiles, metafile } = buildSync({
      ...options,
      mainFields: [...mainFields],
      conditions: [...conditions],
      stdin: { contents: `import 'breakwater/types/${name}'; export const handler = 1;`, resolveDir: '/' },
      metafile: true,
      write: false,
    });
    expect(Object.keys(metafile.inputs).map((input) => resolve(input))).toEqual([
      resolve(`lambda/runtime/payloads/${name}.ts`),
      resolve('<stdin>'),
    ]);
    expect(outputFiles[0]?.text.slice(options.banner.js.length).trim()).toMatch(/^var \w=1;export\{\w as handler\};$/);
  },
);
