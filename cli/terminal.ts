import type { createColors } from 'picocolors';

/** Lines for a person or a program to read. */
export interface Output {
  readonly write: (line: string) => void;
  /** They color nothing unless somebody watches. */
  readonly colors: ReturnType<typeof createColors>;
}

/** What somebody types, or another program hands over. */
export interface Input {
  /** Somebody sits there, and can be asked. */
  readonly isTerminal: boolean;
  /** Asks for a line, and shows nothing of it; `undefined` when it is broken off. */
  readonly ask: (question: string) => Promise<string | undefined>;
  /** Everything that is handed over, up to a little more than so many bytes. */
  readonly read: (mostBytes: number) => Promise<string>;
}

/** A terminal that can be drawn on, and whose keys are heard. */
export interface Screen {
  readonly input: NodeJS.ReadStream;
  readonly output: NodeJS.WriteStream;
}

/** What a command sees of the world around it. */
export interface Terminal {
  /** @default - nothing is typed or handed over */
  readonly input?: Input;
  /** What was asked for. */
  readonly out: Output;
  /** Whatever else there is to say. */
  readonly err: Output;
  /** @default - nobody sits in front of it: lines are all there is */
  readonly screen?: Screen | undefined;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Where the command was typed: the project's root. */
  readonly directory: string;
}
