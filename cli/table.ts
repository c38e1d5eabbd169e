import { stripVTControlCharacters } from 'node:util';
import { printable } from './printable.ts';
import type { Output } from './terminal.ts';

/** Rows in columns as wide as what is in them. */
export function table(
  heads: readonly string[],
  rows: readonly (readonly string[])[],
  colors: Output['colors'],
): string {
  const cells = rows.map((row) => row.map(printable));
  const widths = heads.map((head, column) => Math.max(...[head, ...cells.map((row) => row[column] ?? '')].map(shown)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - shown(cell)))
      .join('  ')
      .trimEnd();
  return [colors.dim(line(heads)), ...cells.map(line)].join('\n');
}

/** How many characters of a text are seen: colors are not. */
const shown = (text: string) => stripVTControlCharacters(text).length;
