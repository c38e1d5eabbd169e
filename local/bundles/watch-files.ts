import { type FSWatcher, watch } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Report } from '../report.ts';

export interface FileWatcher {
  /** Watches these files too, where their directory is there; tells which of them are watched only now. */
  watch(files: readonly string[]): readonly string[];
  close(): void;
}

/**
 * Tells of changed files. Directories are watched, since editors replace files; esbuild's own watch mode polls, and takes
 * up to two seconds.
 */
export function watchFiles(onChange: (file: string) => void, report: Report): FileWatcher {
  const directories = new Map<string, FSWatcher>();
  const missing = new Set<string>();
  const add = (directory: string) => {
    try {
      const watcher = watch(directory, (_, name) => name && onChange(join(directory, name)));
      watcher.on('error', () => watcher.close());
      directories.set(directory, watcher);
      missing.delete(directory);
    } catch (error) {
      if (missing.has(directory)) return;
      missing.add(directory);
      report({ kind: 'warning', text: `changes in ${directory} go unnoticed: ${error}` });
    }
  };
  return {
    watch(files) {
      const unwatched = files.filter((file) => !directories.has(dirname(file)));
      for (const directory of new Set(unwatched.map(dirname))) add(directory);
      return unwatched.filter((file) => directories.has(dirname(file)));
    },
    close() {
      for (const watcher of directories.values()) watcher.close();
    },
  };
}
