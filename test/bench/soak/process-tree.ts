import { readdirSync, readFileSync } from 'node:fs';

/** What some processes take. */
export interface Usage {
  /** Resident memory. */
  readonly megabytes: number;
  /** Milliseconds of CPU since they were started. */
  readonly cpuMs: number;
}

interface Process extends Usage {
  readonly parent: number;
}

/** What a process and all that it started take, the ones that have ended apart. It needs Linux's /proc. */
export function treeUsage(root: number): Usage {
  const ids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const processes = new Map(ids.flatMap((id) => processOf(id).map((each) => [Number(id), each] as const)));
  const isInside = (id: number | undefined): boolean =>
    id !== undefined && (id === root || isInside(processes.get(id)?.parent));
  const inside = [...processes].filter(([id]) => isInside(id)).map(([, each]) => each);
  const sum = (of: (usage: Usage) => number) => inside.reduce((total, each) => total + of(each), 0);
  return { megabytes: sum(({ megabytes }) => megabytes), cpuMs: sum(({ cpuMs }) => cpuMs) };
}

const PAGE_KB = 4;
const MS_PER_TICK = 10;

/** https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html: nothing of a process that has just ended. */
function processOf(id: string): Process[] {
  try {
    const text = readFileSync(`/proc/${id}/stat`, 'latin1');
    // The name stands in brackets, and may have spaces and brackets in it. The state, which is the third, follows it.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    const field = (number: number) => Number(fields[number - 3]);
    return [
      { parent: field(4), cpuMs: (field(14) + field(15)) * MS_PER_TICK, megabytes: (field(24) * PAGE_KB) / 1024 },
    ];
  } catch {
    return [];
  }
}
