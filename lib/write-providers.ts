import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Webhooks } from '../core/index.ts';
import { providers } from '../core/providers/index.ts';
import { camelCase } from './camel-case.ts';
import { kitFile } from './kit-file.ts';

/**
 * Writes the list of the providers that a configuration names, to be bundled in place of the list of all: what a function
 * does not need, it should not have to load when it starts.
 * @returns the file
 */
export function writeProviders({ sources }: Webhooks, file: string): string {
  const named = new Set(Object.values(sources).map(({ provider }) => provider.id));
  const ids = [...named].filter((id) => Object.hasOwn(providers, id)).sort();
  const imports = ids.map(
    (id) => `import { ${camelCase(id)} } from ${JSON.stringify(kitFile(`core/providers/${id}.ts`))};`,
  );
  const rows = ids.map((id) => `  ${JSON.stringify(id)}: ${camelCase(id)},`);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(
    file,
    [
      ...imports,
      'export const providers = {',
      ...rows,
      '};',
      'export const providerNamed = (id) => (Object.hasOwn(providers, id) ? providers[id] : undefined);',
      '',
    ].join('\n'),
  );
  return resolve(file);
}
