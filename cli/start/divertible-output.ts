import type { Output } from '../terminal.ts';

/** What takes lines for a while. */
export interface Diversion {
  readonly write: (line: string) => void;
  /** Is called when lines go where they went before again. */
  readonly close: () => void;
}

/** An output whose lines can go somewhere else for a while. */
export interface DivertibleOutput extends Output {
  readonly divert: (to: Diversion) => void;
  readonly restore: () => void;
}

export function divertibleOutput(output: Output): DivertibleOutput {
  let diversion: Diversion | undefined;
  return {
    colors: output.colors,
    write: (line) => (diversion ?? output).write(line),
    divert(to) {
      diversion = to;
    },
    restore() {
      const ended = diversion;
      diversion = undefined;
      ended?.close();
    },
  };
}
