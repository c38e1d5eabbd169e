import { renameSync, writeFileSync } from 'node:fs';

/** Writes a file that only its owner can read, so that a reader finds all of it or the one before. */
export function writeAtomically(file: string, text: string): void {
  const draft = `${file}.${process.pid}.draft`;
  writeFileSync(draft, text, { mode: 0o600 });
  renameSync(draft, file);
}
