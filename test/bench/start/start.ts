import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Figure, Section } from '../figure.ts';
import { median } from '../median.ts';
import { type Bundle, everySource, kitBundles, stockBundle, workFolder } from './bundles.ts';
import { type NodeVersion, nodeVersions } from './node-versions.ts';
import { SECRET, type Start, startOnce } from './start-once.ts';
import { type StubAws, startStubAws } from './stub-aws.ts';
import { withoutReadingAhead } from './without-reading-ahead.ts';

/** An odd number of turns that each variant takes. */
const TURNS = 15;

export const start: Section = {
  name: 'start',
  measures: 'the size of the functions, and what a start and the first request take in a fresh process',
  async run(progress) {
    const folder = workFolder();
    const stub = await startStubAws(folder, SECRET);
    try {
      progress('bundling');
      const every = kitBundles(everySource(), `${folder}/every`);
      const one = kitBundles({ stripe: {} }, `${folder}/one`);
      const stockEntry = resolve('test/bench/start/stock-handler.ts');
      const variants = {
        verifier: one.verifier,
        loaded: {
          ...one.verifier,
          file: withoutReadingAhead(`${folder}/one/cdk.out/Webhooks.template.json`, `${folder}/loaded`),
        },
        stock: stockBundle(stockEntry, `${folder}/stock`),
        external: stockBundle(stockEntry, `${folder}/external`, ['@aws-sdk/*', '@smithy/*']),
        empty: stockBundle(resolve('test/bench/start/empty-handler.ts'), `${folder}/empty`),
      };
      const figures: Figure[] = [
        kilobytes('verifier with every provider', every.verifier, 300),
        kilobytes('verifier with one provider', one.verifier),
        kilobytes('processor', one.processor, 200),
        kilobytes('processor with a client of DynamoDB', one.sample),
        kilobytes('stock CDK bundle of the same three clients', variants.stock),
      ];
      for (const node of nodeVersions()) figures.push(...(await startsOn(node, variants, stub, progress)));
      return figures;
    } finally {
      stub.close();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

const kilobytes = (name: string, bundle: Bundle, most?: number): Figure => ({
  name,
  value: bundle.kilobytes,
  unit: 'KB',
  ...(most !== undefined && { bound: { most } }),
});

type Variants = Readonly<Record<'verifier' | 'loaded' | 'stock' | 'external' | 'empty', Bundle>>;

/** In turns, so that whatever else the machine does meets all of them alike. */
async function startsOn(node: NodeVersion, variants: Variants, stub: StubAws, progress: (text: string) => void) {
  const names = Object.keys(variants) as (keyof Variants)[];
  const runs = Object.fromEntries(names.map((name) => [name, [] as Start[]])) as Record<keyof Variants, Start[]>;
  for (let turn = 0; turn < TURNS; turn++) {
    progress(`Node ${node.major}, turn ${turn + 1} of ${TURNS}`);
    for (const name of names) runs[name].push(await startOnce(node, variants[name], stub));
  }
  const of = (name: keyof Variants, spent: (run: Start) => number) => median(runs[name].map(spent));
  const init = ({ init }: Start) => init.cpuMs;
  const first = ({ first }: Start) => first.cpuMs;
  const both = (run: Start) => init(run) + first(run);
  const on = `Node ${node.major}`;
  const times = names.flatMap((name): Figure[] => [
    { name: `${on}: ${name}, init`, value: of(name, ({ init }) => init.wallMs), unit: 'ms' },
    { name: `${on}: ${name}, first request`, value: of(name, ({ first }) => first.wallMs), unit: 'ms' },
  ]);
  return [
    ...times,
    { name: `${on}: init ÷ stock`, value: of('loaded', init) / of('stock', init), unit: '×', bound: { most: 0.5 } },
    {
      name: `${on}: first ÷ stock`,
      value: of('verifier', first) / of('stock', first),
      unit: '×',
      bound: { most: 0.45 },
    },
    {
      name: `${on}: init + first ÷ stock`,
      value: of('verifier', both) / of('stock', both),
      unit: '×',
      bound: { most: 0.65 },
    },
  ] satisfies Figure[];
}
