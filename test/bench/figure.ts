/** One figure of a benchmark. Times are only compared within one run: a ratio says the same on every machine. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  /** What follows the value, such as `KB` or `×`. */
  readonly unit: string;
  /** What it has to be; without one it is only told. */
  readonly bound?: Bound;
}

export type Bound = { readonly most: number } | { readonly least: number } | { readonly exactly: number };

/** One part of the benchmark, by the name under which it is asked for. */
export interface Section {
  readonly name: string;
  /** What it measures, in a sentence. */
  readonly measures: string;
  readonly run: (progress: (text: string) => void, lengths: Lengths) => Promise<readonly Figure[]>;
}

/** How long a section may take, where it has a choice. */
export interface Lengths {
  /** As short as still tells something: for every change. */
  readonly short: boolean;
  /** Sizes too that take minutes and gigabytes. */
  readonly full: boolean;
}

/** Whether a figure is within its bound; one without a bound always is. */
export function isWithin({ value, bound }: Figure): boolean {
  if (bound === undefined) return true;
  if ('exactly' in bound) return value === bound.exactly;
  return 'most' in bound ? value <= bound.most : value >= bound.least;
}
