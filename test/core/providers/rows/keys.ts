import type { Sender } from '../sender.ts';

/** The rows of the providers that prove themselves by certificates, published keys, tokens or the URL. */
export const keys: readonly Sender[] = [];
