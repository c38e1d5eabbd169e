import type { Sender } from '../sender.ts';

/** The rows of the providers that most catalogues leave out. */
export const more: readonly Sender[] = [];
