import type { createColors } from 'picocolors';

/** Lines for a person or a program to read. */
export interface Output {
  readonly write: (line: string) => void;
  /** They color nothing unless somebody watches. */
  readonly colors: ReturnType<typeof createColors>;
}

/** What a command sees of the world around it. */
export interface Terminal {
  /** What was asked for. */
  readonly out: Output;
  /** Whatever else there is to say. */
  readonly err: Output;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Where the command was typed: the project's root. */
  readonly directory: string;
}
