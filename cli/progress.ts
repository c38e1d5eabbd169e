import type { Output } from './terminal.ts';

/** Silence that is longer makes people wonder. */
const SILENCE_MS = 2000;

/** Makes what tells, every two seconds, how far something has come. */
export function progress({ write, colors }: Output, describe: (done: number) => string): (done: number) => void {
  let toldAt = Date.now();
  return (done) => {
    if (Date.now() - toldAt < SILENCE_MS) return;
    toldAt = Date.now();
    write(colors.dim(describe(done)));
  };
}
