import type { Figure, Lengths, Section } from './figure.ts';
import { measureSection } from './measure-section.ts';

const LENGTHS: Lengths = { short: true, full: false };

const ratio = (name: string, value: number): Figure => ({ name, value, unit: '×', bound: { most: 1 } });

/** A section that comes to these figures, one after the other. */
function sectionOf(...runs: readonly (readonly Figure[])[]) {
  const asked: Lengths[] = [];
  const run: Section['run'] = async (_, lengths) => runs[asked.push(lengths) - 1] ?? [];
  return { asked, section: { name: 'start', measures: 'starts', run } };
}

async function measured({ section }: ReturnType<typeof sectionOf>) {
  const said: string[] = [];
  const figures = await measureSection(section, LENGTHS, (text) => said.push(text));
  return { figures, said };
}

test('a section whose figures are within their bounds is measured once', async () => {
  const sample = sectionOf([ratio('init', 0.5), { name: 'size', value: 9, unit: 'KB' }]);
  expect((await measured(sample)).figures.map(({ value }) => value)).toEqual([0.5, 9]);
  expect(sample.asked).toEqual([LENGTHS]);
});

test('one that is outside is measured once more, which is told', async () => {
  const sample = sectionOf([ratio('init', 2), ratio('first', 0.5)], [ratio('init', 0.9), ratio('first', 3)]);
  const { figures, said } = await measured(sample);
  expect(figures).toEqual([{ ...ratio('init', 0.9), again: true }, ratio('first', 0.5)]);
  expect(sample.asked).toEqual([LENGTHS, LENGTHS]);
  expect(said).toEqual(['outside: init; measured again']);
});

test('one that is outside a second time stays outside', async () => {
  const { figures } = await measured(sectionOf([ratio('init', 2)], [ratio('init', 3)], [ratio('init', 0.1)]));
  expect(figures).toEqual([{ ...ratio('init', 3), again: true }]);
});
