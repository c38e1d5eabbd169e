import { stripVTControlCharacters } from 'node:util';
import type { Output } from './terminal.ts';

/** Rows in columns as wide as what is in them. */
export function table(
  heads: readonly string[],
  rows: readonly (readonly string[])[],
  colors: Output['colors'],
): string {
  const widths = heads.map((head, column) => Math.max(...[head, ...rows.map((row) => row[column] ?? '')].map(shown)));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - shown(cell)))
      .join('  ')
      .trimEnd();
  return [colors.dim(line(heads)), ...rows.map(line)].join('\n');
}

/** How many characters of a text are seen: colors are not. */
const shown = (text: string) => stripVTControlCharacters(text).length;
