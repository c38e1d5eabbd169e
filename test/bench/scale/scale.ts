import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Figure, Section } from '../figure.ts';
import { type Look, lookInto } from './listing.ts';
import { type Loaded, loadOf } from './loads.ts';

/** So many sources, and as many processors. */
const COUNTS = [1, 10, 100];
const SECONDS = 10;

/** So many events in the ledger; the last needs minutes, and a gigabyte of disk. */
const SIZES = [1_000, 10_000, 100_000];
const FULL_SIZE = 1_000_000;

/** What a look into a large ledger may read, against what it reads in one that holds as many events as a search goes through. */
const MOST_GROWTH = 1.5;
const COMPARED = { small: 10_000, large: 100_000 } as const;

export const scale: Section = {
  name: 'scale',
  measures:
    'what grows, and how: a local run with 1, 10 and 100 sources and processors, and looks into a ledger of 1,000 to 100,000 events (with --full to 1,000,000)',
  async run(progress, { short, full }) {
    const figures = await listings(full ? [...SIZES, FULL_SIZE] : SIZES, progress);
    // What a load comes to says nothing about another machine.
    return short ? figures : [...(await loads(progress)), ...figures];
  },
};

type Progress = (text: string) => void;

async function loads(progress: Progress): Promise<readonly Figure[]> {
  const all: Loaded[] = [];
  for (const count of COUNTS) {
    progress(`${count} sources and processors for ${SECONDS} s`);
    all.push(await loadOf(count, SECONDS));
  }
  const [first, last] = [all[0], all.at(-1)];
  if (!first || !last) return [];
  const each = (last.memory - first.memory) / (last.count - first.count);
  return [
    ...all.flatMap(({ figures }) => figures),
    { name: 'memory of one more source and processor', value: each, unit: 'MB' },
    { name: `webhooks a second: ${last.count} ÷ ${first.count}`, value: last.perSecond / first.perSecond, unit: '×' },
  ];
}

async function listings(sizes: readonly number[], progress: Progress): Promise<readonly Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'breakwater-'));
  const looks = new Map<number, ReadonlyMap<string, Look>>();
  let before = 0;
  try {
    for (const size of sizes) {
      progress(`a ledger of ${size} events`);
      looks.set(size, await lookInto(folder, before, size));
      before = size;
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return [...[...looks].flatMap(([size, taken]) => figuresOf(size, taken)), ...growthOf(looks)];
}

const figuresOf = (size: number, taken: ReadonlyMap<string, Look>): Figure[] =>
  [...taken].flatMap(([name, { milliseconds, calls, items }]) => [
    { name: `${size}: ${name}`, value: milliseconds, unit: 'ms' },
    { name: `${size}: ${name}, calls`, value: calls, unit: '' },
    { name: `${size}: ${name}, items read`, value: items, unit: '' },
  ]);

/** Items are counted, so this says the same everywhere. */
const growthOf = (looks: ReadonlyMap<number, ReadonlyMap<string, Look>>): Figure[] =>
  [...(looks.get(COMPARED.large) ?? [])].map(([name, { items }]) => ({
    name: `${name}, items read: ${COMPARED.large} ÷ ${COMPARED.small}`,
    value: items / (looks.get(COMPARED.small)?.get(name)?.items ?? Number.NaN),
    unit: '×',
    bound: { most: MOST_GROWTH },
  }));
