import type { Sender } from '../sender.ts';

/** The rows of the providers that want more of an endpoint than an answer. */
export const handshakes: readonly Sender[] = [];
