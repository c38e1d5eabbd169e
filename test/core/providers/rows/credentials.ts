import type { Sender } from '../sender.ts';

/** The rows of the providers that hand over a secret, since they sign nothing. */
export const credentials: readonly Sender[] = [];
