/**
 * The real handlers as machines that go one step at a time.
 *
 * A handler's next call depends on nothing but what it was started with, what its calls were answered, and its clock.
 * So a machine is the history of the answers: to take a step, the handler is run again from its start with the recorded
 * answers, up to the calls that it then waits for. Each history is run once and remembered: a search of millions of
 * states asks for some thousand histories. Nothing of `accept` or `processBatch` is told a second time here.
 */
import type { Answer, Call, Entry, Handlers, Result, Start } from './calls.ts';
import { runHandler } from './run-handler.ts';

/** A handler somewhere on its way: the calls it waits for, by number, or what it came to. */
export interface Position {
  readonly id: number;
  readonly start: Start;
  readonly path: readonly Entry[];
  readonly pending: ReadonlyMap<number, Call>;
  readonly result: Result | undefined;
  readonly children: Map<string, Position>;
}

/** Thrown for a position that nobody has asked for before: `find` it, then ask again. */
export class Unexplored extends Error {
  readonly find: () => Promise<void>;
  constructor(find: () => Promise<void>) {
    super('this position has not been reached before');
    this.find = find;
  }
}

export interface StepMachine {
  /** A handler at its start. */
  begin(start: Start): Position;
  /** The handler once a call is answered, so many milliseconds after its start. */
  answer(position: Position, call: number, answer: Answer, elapsed: number): Position;
  /** How many histories of the handlers were run. */
  histories(): number;
}

/** Makes step machines of handlers. */
export function stepMachine(handlers: Handlers): StepMachine {
  const starts = new Map<string, Position>();
  let count = 0;
  const known = (children: Map<string, Position>, key: string, start: Start, path: readonly Entry[]): Position => {
    const elapsed = path.at(-1)?.elapsed ?? 0;
    const position = children.get(key) ?? children.get(`${key}/${elapsed}`);
    if (position) return position;
    throw new Unexplored(async () => {
      const { pending, result, lookedAtClock } = await runHandler(handlers, start, path);
      count += 1;
      // When it is makes no difference to a handler that does not look.
      const timed = lookedAtClock ? `${key}/${elapsed}` : key;
      children.set(timed, { id: count, start, path, pending, result, children: new Map() });
    });
  };
  return {
    begin: (start) => known(starts, JSON.stringify(start), start, []),
    answer: ({ children, start, path }, call, answer, elapsed) =>
      known(children, `${call}/${JSON.stringify(answer)}`, start, [...path, { call, answer, elapsed }]),
    histories: () => count,
  };
}
