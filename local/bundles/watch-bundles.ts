import { createHash } from 'node:crypto';
import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BUNDLE_FILE, type BundleRecipe } from '../../core/bundle.ts';
import type { Report } from '../report.ts';
import { type Bundle, createBundle } from './bundle.ts';
import { type FileWatcher, watchFiles } from './watch-files.ts';

/** A function whose code is bundled again when one of its files changes. */
export interface WatchedFunction {
  readonly logicalId: string;
  readonly name: string;
  readonly bundle: BundleRecipe;
}

export interface BundleWatcher {
  /** Watches these functions from now on, and no others. */
  follow(functions: readonly WatchedFunction[]): Promise<void>;
  close(): Promise<void>;
}

interface WatcherOptions {
  /** Where bundles are written to. */
  readonly directory: string;
  /** A function's new code lies there; resolves to whether it differs from the code that ran so far. */
  readonly onBundle: (logicalId: string, code: string) => Promise<boolean>;
  readonly report: Report;
}

interface Member extends WatchedFunction {
  readonly built: Bundle;
  /** The builds of one function run one after the other. */
  turn: Promise<void>;
  timer?: NodeJS.Timeout;
}

interface Watcher extends WatcherOptions {
  readonly members: Map<string, Member>;
  readonly files: FileWatcher;
  closed: boolean;
}

/** An editor that saves a file may touch it several times. */
const SETTLE_MS = 20;
/** A file's time comes from a clock that ticks every few milliseconds. */
const FILE_CLOCK_MS = 100;

/** Keeps the bundles of functions up to date. */
export function watchBundles(options: WatcherOptions): BundleWatcher {
  const { report } = options;
  const members = new Map<string, Member>();
  const files = watchFiles((file) => {
    for (const member of members.values()) {
      if (!member.built.dependsOn(file)) continue;
      clearTimeout(member.timer);
      member.timer = setTimeout(enqueue, SETTLE_MS, watcher, member);
    }
  }, report);
  const watcher: Watcher = { ...options, members, files, closed: false };
  let turn: Promise<void> = Promise.resolve();
  return {
    follow(functions) {
      turn = turn
        .then(() => follow(watcher, functions))
        .catch((error) => report({ kind: 'warning', text: `changes of handlers go unnoticed: ${error}` }));
      return turn;
    },
    async close() {
      watcher.closed = true;
      await turn;
      files.close();
      await Promise.all([...members.values()].map((member) => forget(watcher, member)));
    },
  };
}

async function follow(watcher: Watcher, functions: readonly WatchedFunction[]): Promise<void> {
  const { members } = watcher;
  const wanted = new Map(functions.map((next) => [next.logicalId, next]));
  for (const member of [...members.values()]) {
    const next = wanted.get(member.logicalId);
    if (JSON.stringify(next?.bundle) !== JSON.stringify(member.bundle)) await forget(watcher, member);
  }
  // One after the other: the run answers webhooks meanwhile.
  for (const next of wanted.values()) {
    if (watcher.closed || members.has(next.logicalId)) continue;
    const member: Member = { ...next, built: await createBundle(next.bundle), turn: Promise.resolve() };
    members.set(next.logicalId, member);
    await enqueue(watcher, member);
  }
}

async function forget({ members }: Watcher, member: Member): Promise<void> {
  members.delete(member.logicalId);
  clearTimeout(member.timer);
  await member.turn;
  await member.built.dispose();
}

function enqueue(watcher: Watcher, member: Member): Promise<void> {
  member.turn = member.turn
    .then(() => rebuild(watcher, member))
    .catch((error) => watcher.report({ kind: 'failure', functionName: member.name, text: `${error}` }));
  return member.turn;
}

async function rebuild(watcher: Watcher, member: Member): Promise<void> {
  const { directory, members, files, onBundle, report } = watcher;
  const { name, logicalId, bundle, built } = member;
  const started = Date.now();
  const result = await built.build();
  if (watcher.closed || members.get(logicalId) !== member) return;
  // A file that was not watched yet may have changed after it was read.
  const isStale = files.watch(built.inputs()).some((file) => changedSince(file, started - FILE_CLOCK_MS));
  if (isStale) void enqueue(watcher, member);
  if (!result.ok) return report({ kind: 'failure', functionName: name, text: result.error });
  const code = write(directory, logicalId, result.code);
  if (!(await onBundle(logicalId, code))) return;
  report({
    kind: 'changed',
    functionName: name,
    text: `${bundle.entry} changed: live after ${Date.now() - started} ms`,
  });
}

const changedSince = (file: string, time: number) =>
  (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Number.POSITIVE_INFINITY) >= time;

function write(directory: string, logicalId: string, code: Uint8Array): string {
  const version = createHash('sha256').update(code).digest('hex').slice(0, 16);
  const target = join(directory, logicalId, version);
  mkdirSync(target, { recursive: true });
  writeFileSync(join(target, BUNDLE_FILE), code);
  return target;
}
