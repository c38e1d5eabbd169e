import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Webhooks } from '../core/index.ts';
import { camelCase } from './camel-case.ts';
import { kitFile } from './kit-file.ts';

/**
 * Writes the lists of addresses that a configuration asks for, to be bundled in place of all.
 * @returns the file
 */
export function writeAddresses({ sources }: Webhooks, file: string): string {
  const asked = Object.values(sources).filter(({ allowAddresses }) => allowAddresses?.published);
  const ids = [...new Set(asked.map(({ provider }) => provider.id))].sort();
  const imports = ids.map(
    (id) => `import { ${camelCase(id)} } from ${JSON.stringify(kitFile(`core/addresses/published/${id}.ts`))};`,
  );
  const rows = ids.map((id) => `  ${JSON.stringify(id)}: ${camelCase(id)},`);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, [...imports, 'export const publishedAddresses = {', ...rows, '};', ''].join('\n'));
  return resolve(file);
}
