import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BUNDLE_FILE, type BundleRecipe } from '../../core/bundle.ts';
import type { Report } from '../local-run.ts';
import { type Bundle, createBundle } from './bundle.ts';
import { watchFiles } from './watch-files.ts';

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
}

/** An editor that saves a file may touch it several times. */
const SETTLE_MS = 20;

/** Keeps the bundles of functions up to date. */
export function watchBundles({ directory, onBundle, report }: WatcherOptions): BundleWatcher {
  const members = new Map<string, Member>();
  const timers = new Map<Member, NodeJS.Timeout>();

  const rebuild = async (member: Member) => {
    const { name, logicalId, built } = member;
    const started = performance.now();
    const result = await built.build();
    files.watch(built.inputs());
    if (!members.has(logicalId)) return;
    if (!result.ok) return report({ kind: 'failure', functionName: name, text: result.error });
    const code = write(directory, logicalId, result.code);
    if (await onBundle(logicalId, code))
      report({
        kind: 'changed',
        functionName: name,
        text: `${name} changed: live after ${Math.round(performance.now() - started)} ms`,
      });
  };
  const enqueue = (member: Member) => {
    member.turn = member.turn
      .then(() => rebuild(member))
      .catch((error) => report({ kind: 'failure', functionName: member.name, text: `${error}` }));
    return member.turn;
  };
  const files = watchFiles((file) => {
    for (const member of members.values()) {
      if (!member.built.dependsOn(file)) continue;
      clearTimeout(timers.get(member));
      timers.set(member, setTimeout(enqueue, SETTLE_MS, member));
    }
  }, report);
  const forget = async (member: Member) => {
    members.delete(member.logicalId);
    clearTimeout(timers.get(member));
    await member.turn;
    await member.built.dispose();
  };

  const follow = async (functions: readonly WatchedFunction[]) => {
    const wanted = new Map(functions.map((next) => [next.logicalId, next]));
    for (const member of [...members.values()]) {
      const next = wanted.get(member.logicalId);
      if (JSON.stringify(next?.bundle) !== JSON.stringify(member.bundle)) await forget(member);
    }
    // One after the other: the run answers webhooks meanwhile.
    for (const next of wanted.values()) {
      if (closed || members.has(next.logicalId)) continue;
      const member: Member = { ...next, built: await createBundle(next.bundle), turn: Promise.resolve() };
      members.set(next.logicalId, member);
      await enqueue(member);
    }
  };

  let closed = false;
  let turn: Promise<void> = Promise.resolve();
  return {
    follow(functions) {
      turn = turn
        .then(() => follow(functions))
        .catch((error) => report({ kind: 'warning', text: `changes of handlers go unnoticed: ${error}` }));
      return turn;
    },
    async close() {
      closed = true;
      await turn;
      files.close();
      await Promise.all([...members.values()].map(forget));
    },
  };
}

function write(directory: string, logicalId: string, code: Uint8Array): string {
  const version = createHash('sha256').update(code).digest('hex').slice(0, 16);
  const target = join(directory, logicalId, version);
  mkdirSync(target, { recursive: true });
  writeFileSync(join(target, BUNDLE_FILE), code);
  return target;
}
