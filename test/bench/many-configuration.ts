import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The sources of a configuration with so many; the first is called as its provider is. */
export const manySources = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => (index === 0 ? 'stripe' : `stripe-${index}`));

/**
 * Writes a configuration with so many sources and as many processors, each of which wants all events of one source.
 * @returns the file
 */
export function manyConfiguration(count: number, folder: string): string {
  // They all leave a line for each event.
  const entry = resolve('test/bench/soak/fixtures/processors/first.ts');
  const names = manySources(count);
  const configuration = {
    sources: Object.fromEntries(names.map((name) => [name, { provider: 'stripe' }])),
    processors: Object.fromEntries(names.map((name, index) => [`work-${index}`, { on: { [name]: ['*'] }, entry }])),
  };
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `of-${count}.json`);
  writeFileSync(file, JSON.stringify(configuration));
  return file;
}
