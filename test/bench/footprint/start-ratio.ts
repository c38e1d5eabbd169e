import type { Figure } from '../figure.ts';
import { median } from '../median.ts';
import type { Bundle } from '../start/bundles.ts';
import { SECRET, type Start, startOnce } from '../start/start-once.ts';
import { startStubAws } from '../start/stub-aws.ts';

/** An odd number of turns that each takes. */
const TURNS = 15;

/** What a verifier whose configuration is large takes to start and to answer, against one whose configuration is small. */
export async function startRatio(small: Bundle, large: Bundle, folder: string): Promise<readonly Figure[]> {
  const node = { major: Number(process.versions.node.split('.')[0]), file: process.execPath };
  const stub = await startStubAws(folder, SECRET);
  const runs: { readonly small: Start[]; readonly large: Start[] } = { small: [], large: [] };
  try {
    for (let turn = 0; turn < TURNS; turn++) {
      runs.small.push(await startOnce(node, small, stub));
      runs.large.push(await startOnce(node, large, stub));
    }
  } finally {
    stub.close();
  }
  const cpu = (starts: readonly Start[]) => median(starts.map(({ init, first }) => init.cpuMs + first.cpuMs));
  const name = "start of the verifier (CPU of init + first request): 100 processors' ÷ 1 processor's";
  return [
    { name: 'verifier with 100 processors', value: large.kilobytes, unit: 'KB' },
    { name, value: cpu(runs.large) / cpu(runs.small), unit: '×', bound: { most: 1.15 } },
  ];
}
