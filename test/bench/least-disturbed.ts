/** The round that counts: what else the machine does only adds, since caches and cores that are shared take more CPU for the same. */
export const leastDisturbed = (rounds: readonly number[]): number => Math.min(...rounds);
