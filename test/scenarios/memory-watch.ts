import { readFileSync } from 'node:fs';

/** Processes whose memory is looked at again and again. */
export interface MemoryWatch {
  /** The resident memory of each process in megabytes, one figure for each look, the first first. */
  readonly samples: ReadonlyMap<number, readonly number[]>;
  stop(): void;
}

/** Looks at the resident memory of processes, which may become more. */
export function watchMemory(processIds: () => Iterable<number>, everyMs: number): MemoryWatch {
  const samples = new Map<number, number[]>();
  const timer = setInterval(() => {
    for (const id of processIds()) {
      const megabytes = residentMegabytes(id);
      if (megabytes !== undefined) samples.set(id, [...(samples.get(id) ?? []), megabytes]);
    }
  }, everyMs);
  return { samples, stop: () => clearInterval(timer) };
}

/** The medians of the second and of the last fifth: what a process needs to warm up lies before them. */
export function growth(samples: readonly number[]): { readonly early: number; readonly late: number } {
  const fifth = Math.ceil(samples.length / 5);
  return { early: median(samples.slice(fifth, 2 * fifth)), late: median(samples.slice(-fifth)) };
}

function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** https://docs.kernel.org/filesystems/proc.html: `VmRSS` of a process, or `undefined` once it has ended. */
function residentMegabytes(processId: number): number | undefined {
  try {
    const [, kilobytes] = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${processId}/status`, 'utf8')) ?? [];
    return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
  } catch {
    return undefined;
  }
}
