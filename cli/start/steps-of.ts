import type { Output } from '../terminal.ts';

/** Says what is being done while it starts, and how long it took to get there. */
export const stepsOf =
  ({ write, colors }: Output) =>
  (text: string) =>
    write(colors.dim(`${secondsSinceStart().padStart(5)} s  ${text}`));

/** How long this process has been up. */
export const secondsSinceStart = () => (performance.now() / 1000).toFixed(1);
