import { createHash } from 'node:crypto';

/** A number from 0 up to 1 that follows from the seed and the words alone, in whatever order things happen. */
export type Dice = (...words: readonly (string | number)[]) => number;

/** The dice of a seed. */
export function diceFrom(seed: number): Dice {
  return (...words) =>
    createHash('sha256')
      .update(JSON.stringify([seed, ...words]))
      .digest()
      .readUInt32BE() /
    2 ** 32;
}

/** One of several things. */
export function pick<Thing>(thrown: number, things: readonly [Thing, ...Thing[]]): Thing {
  return things[Math.floor(thrown * things.length)] ?? things[0];
}
