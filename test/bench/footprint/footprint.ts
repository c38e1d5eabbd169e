import { rmSync } from 'node:fs';
import type { Figure, Section } from '../figure.ts';
import { median } from '../median.ts';
import { workFolder } from '../start/bundles.ts';
import { type Synthesized, synthesizeAll, templateFigures, verifierOf } from './assemblies.ts';
import { installSize } from './install-size.ts';
import { startRatio } from './start-ratio.ts';
import { timeToReady } from './time-to-ready.ts';

/** How often each is synthesized. */
const TURNS = 3;

/** So many sources, and as many processors. */
const FEW = 1;
const MANY = 100;
const COUNTS = [FEW, 10, MANY];

/** A synthesis is mostly the loading of the CDK, which does not grow with what is synthesized. */
const MOST_GROWTH = 4;

export const footprint: Section = {
  name: 'footprint',
  measures:
    'what is installed, and synthesis, templates and start of a project with 1, 10 and 100 sources and processors',
  async run(progress, { short }) {
    const folder = workFolder();
    try {
      progress('packing');
      const figures: Figure[] = [...installSize()];
      const all = await synthesizeAll(COUNTS, short ? 1 : TURNS, folder, progress);
      figures.push(...all.flatMap(templateFigures));
      const [few, many] = [of(all, FEW), of(all, MANY)];
      const growth = median(many.seconds) / median(few.seconds);
      figures.push({ name: 'synthesis: 100 ÷ 1', value: growth, unit: '×', bound: { most: MOST_GROWTH } });
      progress('starting verifiers');
      figures.push(...(await startRatio(verifierOf(many), folder)));
      for (const synthesized of all) {
        progress(`npm start with ${synthesized.count}`);
        figures.push(...(await timeToReady(synthesized)));
      }
      return figures;
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

function of(all: readonly Synthesized[], wanted: number): Synthesized {
  const found = all.find(({ count }) => count === wanted);
  if (!found) throw new Error(`nothing was synthesized with ${wanted} sources`);
  return found;
}
