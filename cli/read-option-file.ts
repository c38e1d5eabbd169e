import { readFileSync, statSync } from 'node:fs';
import { wrongUse } from './cli-error.ts';

/**
 * Reads a file that an option names.
 * @throws {CliError} when there is none
 */
export function readOptionFile(option: string, path: string): Buffer {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) throw wrongUse(`${option} ${path}: there is no such file`);
  if (found.isDirectory()) throw wrongUse(`${option} ${path} is a directory, and has to be a file`);
  return readFileSync(path);
}
