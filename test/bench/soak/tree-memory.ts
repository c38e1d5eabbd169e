import { readdirSync, readFileSync } from 'node:fs';

interface Status {
  readonly parent: number;
  readonly megabytes: number;
}

/** The resident memory of a process and of all that it started, in megabytes. It needs Linux's /proc. */
export function treeMemory(root: number): number {
  const ids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const statuses = new Map(ids.flatMap((id) => statusOf(id).map((status) => [Number(id), status] as const)));
  const isInside = (id: number | undefined): boolean =>
    id !== undefined && (id === root || isInside(statuses.get(id)?.parent));
  return [...statuses].filter(([id]) => isInside(id)).reduce((sum, [, { megabytes }]) => sum + megabytes, 0);
}

/** https://docs.kernel.org/filesystems/proc.html: nothing of a process that has just ended. */
function statusOf(id: string): Status[] {
  try {
    const text = readFileSync(`/proc/${id}/status`, 'utf8');
    const of = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(text)?.[1] ?? 0);
    return [{ parent: of('PPid'), megabytes: of('VmRSS') / 1024 }];
  } catch {
    return [];
  }
}
