import { type Figure, isWithin, type Lengths, type Section } from './figure.ts';

/** A figure as it is told in the end. */
export interface Measured extends Figure {
  /** It was outside its bound at first, and this is the second measurement. */
  readonly again?: true;
}

/**
 * Measures a section. One that is outside a bound is measured once more, since a machine may have been busy with
 * something else; what was within its bound stays as it was measured first.
 */
export async function measureSection(
  section: Section,
  lengths: Lengths,
  progress: (text: string) => void,
): Promise<readonly Measured[]> {
  const first = await section.run(progress, lengths);
  const outside = first.filter((figure) => !isWithin(figure)).map(({ name }) => name);
  if (outside.length === 0) return first;
  progress(`outside: ${outside.join('; ')}; measured again`);
  const second = await section.run(progress, lengths);
  return first.map((figure) => {
    const again = isWithin(figure) ? undefined : second.find(({ name }) => name === figure.name);
    return again ? { ...again, again: true } : figure;
  });
}
