import { rmSync } from 'node:fs';
import type { Figure, Section } from '../figure.ts';
import { median } from '../median.ts';
import { kitBundles, workFolder } from '../start/bundles.ts';
import { type CpuSpent, runWarm } from '../start/run-warm.ts';
import { environmentOf, SECRET, signedEvent } from '../start/start-once.ts';
import { startStubAws } from '../start/stub-aws.ts';
import { lambdaTime } from './lambda-time.ts';

const SIZES_MB = [128, 256, 512, 1024, 1769];

/** An odd number of processes. */
const TURNS = 5;

/** The figures of a stack that says nothing of the verifier. */
const DEFAULT_MB = 512;

export const memory: Section = {
  name: 'memory',
  measures: 'the CPU of a start and of requests, and what that means for the verifier at several sizes',
  async run(progress) {
    const folder = workFolder();
    const stub = await startStubAws(folder, SECRET);
    try {
      const { verifier } = kitBundles({ stripe: {} }, folder);
      const runs: CpuSpent[] = [];
      for (let turn = 0; turn < TURNS; turn++) {
        progress(`turn ${turn + 1} of ${TURNS}`);
        runs.push(await runWarm(verifier, signedEvent(), environmentOf(stub)));
      }
      return figuresOf({
        initMs: median(runs.map(({ initMs }) => initMs)),
        firstMs: median(runs.map(({ firstMs }) => firstMs)),
        warmMs: median(runs.map(({ warmMs }) => warmMs)),
      });
    } finally {
      stub.close();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

function figuresOf(spent: CpuSpent): Figure[] {
  const each = SIZES_MB.flatMap((size): Figure[] => {
    const { coldMs, warmMs, perMillion, keptPerMonth } = lambdaTime(spent, size);
    return [
      { name: `${size} MB: start to first answer`, value: coldMs, unit: 'ms' },
      { name: `${size} MB: warm answer`, value: warmMs, unit: 'ms' },
      { name: `${size} MB: a million requests`, value: perMillion, unit: '$' },
      { name: `${size} MB: an instance kept started for a month`, value: keptPerMonth, unit: '$' },
    ];
  });
  const [usual, whole] = [lambdaTime(spent, DEFAULT_MB), lambdaTime(spent, SIZES_MB.at(-1) ?? DEFAULT_MB)];
  return [
    { name: 'CPU of a start', value: spent.initMs, unit: 'ms' },
    { name: 'CPU of the first request', value: spent.firstMs, unit: 'ms' },
    { name: 'CPU of a warm request', value: spent.warmMs, unit: 'ms' },
    ...each,
    {
      name: `warm answer at ${DEFAULT_MB} MB ÷ with a whole CPU`,
      value: usual.warmMs / whole.warmMs,
      unit: '×',
      bound: { most: 1.75 },
    },
  ];
}
