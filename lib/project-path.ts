import { relative, sep } from 'node:path';

/** A file as seen from the project's root, in the form in which bundlers take it for a file and people read it. */
export function projectPath(file: string): string {
  const path = relative(process.cwd(), file).split(sep).join('/');
  return path.startsWith('../') ? path : `./${path}`;
}
