import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { synthesize } from '../../../cli/start/synthesize.ts';
import { BUNDLE_FILE } from '../../../core/bundle.ts';
import type { Figure } from '../figure.ts';
import { manyConfiguration } from '../many-configuration.ts';
import { median } from '../median.ts';
import { type Bundle, bundleAt } from '../start/bundles.ts';

/** What CloudFormation takes: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html */
const MOST = { resources: 500, megabytes: 1 } as const;

/** A project that was synthesized as `npm start` and the CDK's command do it. */
export interface Synthesized {
  /** How many sources there are, and as many processors. */
  readonly count: number;
  readonly configuration: string;
  /** The cloud assembly. */
  readonly directory: string;
  /** How long each time took. */
  readonly seconds: number[];
}

/** Synthesizes this project with so many sources and processors, in turns. */
export async function synthesizeAll(counts: readonly number[], turns: number, folder: string, progress: Progress) {
  const all = counts.map((count): Synthesized => {
    const directory = join(folder, `of-${count}`);
    return { count, configuration: manyConfiguration(count, folder), directory, seconds: [] };
  });
  for (let turn = 1; turn <= turns; turn++)
    for (const { count, configuration, directory, seconds } of all) {
      progress(`synthesis with ${count}, turn ${turn} of ${turns}`);
      const before = performance.now();
      const { env: environment } = process;
      const interrupted = new AbortController().signal;
      await synthesize({ directory: process.cwd(), assembly: directory, configuration, environment, interrupted });
      seconds.push((performance.now() - before) / 1000);
    }
  return all;
}

type Progress = (text: string) => void;

/** The verifier's code in it. */
export const verifierOf = ({ directory }: Synthesized): Bundle =>
  bundleAt(join(directory, 'bundles', 'Webhooks', '_verifier', BUNDLE_FILE));

/** How long a synthesis takes, and how large are the templates, the nested ones too. */
export function templateFigures({ count, directory, seconds }: Synthesized): readonly Figure[] {
  const files = readdirSync(directory).filter((name) => name.endsWith('.template.json'));
  const paths = files.map((name) => join(directory, name));
  const sizes = paths.map((path) => statSync(path).size / 1e6);
  const resources = paths.map((path) => Object.keys(JSON.parse(readFileSync(path, 'utf8')).Resources).length);
  const largest = (numbers: readonly number[]) => Math.max(...numbers);
  const sum = (numbers: readonly number[]) => numbers.reduce((all, each) => all + each, 0);
  const of = (name: string) => `${count}: ${name}`;
  return [
    { name: of('synthesis'), value: median(seconds), unit: 's' },
    { name: of('stacks, nested ones among them'), value: files.length, unit: '' },
    { name: of('resources'), value: sum(resources), unit: '' },
    {
      name: of('resources of the largest stack'),
      value: largest(resources),
      unit: '',
      bound: { most: MOST.resources },
    },
    { name: of('templates'), value: sum(sizes), unit: 'MB' },
    { name: of('the largest template'), value: largest(sizes), unit: 'MB', bound: { most: MOST.megabytes } },
  ];
}
