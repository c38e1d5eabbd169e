import { existsSync, type FSWatcher, watch } from 'node:fs';
import { extname } from 'node:path';

/** A directory whose files matter, or only some of them. */
export interface Watched {
  readonly directory: string;
  /** The only file that matters there, and nothing below. @default - every file, at any depth */
  readonly file?: string;
}

const EXTENSIONS = new Set(['.ts', '.mts', '.js', '.mjs', '.json']);

/** An editor writes a file in several steps, and several files at once. */
const SETTLED_MS = 100;

/** Calls `changed` some moments after a file of the project's sources did, until it is aborted. */
export function watchSources(watched: readonly Watched[], changed: () => void, stopped: AbortSignal): void {
  let timer: NodeJS.Timeout | undefined;
  const watchers = watched
    .filter(({ directory }) => existsSync(directory))
    .map(
      ({ directory, file }): FSWatcher =>
        watch(directory, { recursive: file === undefined }, (_, name) => {
          if (file === undefined ? !EXTENSIONS.has(extname(name ?? '')) : name !== file) return;
          clearTimeout(timer);
          timer = setTimeout(changed, SETTLED_MS);
        }),
    );
  stopped.addEventListener('abort', () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  });
}
