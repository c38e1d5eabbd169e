import { readdirSync, readFileSync } from 'node:fs';

/** A process and all that it started. */
export interface ProcessTree {
  readonly processes: number;
  /** What they take of the machine's memory, in megabytes: what several share, such as Node's own code, counts once. */
  readonly megabytes: number;
}

/** It needs Linux's /proc: https://docs.kernel.org/filesystems/proc.html */
export function processTree(root: number): ProcessTree {
  const parents = new Map(
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((id) => [Number(id), numberIn(`/proc/${id}/status`, 'PPid')]),
  );
  const isInside = (id: number | undefined): boolean => id !== undefined && (id === root || isInside(parents.get(id)));
  const inside = [...parents.keys()].filter(isInside);
  const kilobytes = inside.reduce((sum, id) => sum + numberIn(`/proc/${id}/smaps_rollup`, 'Pss'), 0);
  return { processes: inside.length, megabytes: kilobytes / 1024 };
}

/** The number behind a name; 0 of a process that has just ended. */
function numberIn(file: string, name: string): number {
  try {
    return Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(readFileSync(file, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}
