import type { Figure } from '../figure.ts';
import { median } from '../median.ts';
import { type Bundle, kitBundles } from '../start/bundles.ts';
import { SECRET, type Start, startOnce } from '../start/start-once.ts';
import { startStubAws } from '../start/stub-aws.ts';

/** An odd number of turns that each takes. */
const TURNS = 15;

/** Every processor wants events of the same source, so that all verifiers read as many secrets ahead. */
const processors = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`work-${index}`, { stripe: [`work.${index}`] }]));

/**
 * What the verifier of many processors takes to start and to answer, against that of one.
 * @param manySources - the verifier of as many sources, which reads the secrets of the first ten ahead
 */
export async function startRatio(manySources: Bundle, folder: string): Promise<readonly Figure[]> {
  const node = { major: Number(process.versions.node.split('.')[0]), file: process.execPath };
  const few = kitBundles({ stripe: {} }, `${folder}/few`).verifier;
  const many = kitBundles({ stripe: {} }, `${folder}/many`, processors(99)).verifier;
  const stub = await startStubAws(folder, SECRET);
  const bundles = { few, many, manySources } as const;
  const runs: Record<keyof typeof bundles, Start[]> = { few: [], many: [], manySources: [] };
  try {
    for (let turn = 0; turn < TURNS; turn++)
      for (const name of ['few', 'many', 'manySources'] as const)
        runs[name].push(await startOnce(node, bundles[name], stub));
  } finally {
    stub.close();
  }
  const cpu = (starts: readonly Start[]) => median(starts.map(({ init, first }) => init.cpuMs + first.cpuMs));
  const name = 'start of the verifier (CPU of init + first request): 100 processors ÷ 1';
  return [
    { name: 'verifier with 100 processors', value: many.kilobytes, unit: 'KB' },
    { name, value: cpu(runs.many) / cpu(runs.few), unit: '×', bound: { most: 1.15 } },
    {
      name: 'the same with 100 sources too, of which ten are read ahead',
      value: cpu(runs.manySources) / cpu(runs.few),
      unit: '×',
    },
  ];
}
