import type { Input, Terminal } from '../terminal.ts';

const NOTHING: Input = { isTerminal: false, ask: async () => undefined, read: async () => '' };

/** What a terminal hands over; nothing where it has no input. */
export const inputOf = ({ input = NOTHING }: Terminal): Input => input;
