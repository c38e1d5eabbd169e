/** Something that must not be written anywhere. */
export interface Private {
  /** `secret`, `body`, `parameter`, or a header by its name. */
  readonly kind: string;
  readonly value: string;
}

/** Something that was written. */
export interface Output {
  /** By which command. */
  readonly what: string;
  readonly text: string;
}

export interface Leak {
  readonly kind: string;
  readonly what: string;
  /** The line that has it. */
  readonly line: string;
}

/** So long a piece of a secret, a signature or a body is no coincidence. */
const PIECE = 24;
const STEP = 4;
/** What is shorter may be a word. */
const SHORTEST = 12;

/** A piece of a body that is more than a value in it: ids and types may be written. */
const SYNTAX = /["'][:,]|[:,{[]["']|&\w+=|<\w/;

/**
 * Looks for every piece of what is private in what was written, also where quotes are escaped: a run of 28 characters of
 * a secret or header, or of a body where it is more than one value.
 */
export function findLeaks(privates: Iterable<Private>, outputs: Iterable<Output>): Leak[] {
  const pieces = new Map<string, string>();
  for (const { kind, value } of privates) for (const piece of piecesOf(kind, value)) pieces.set(piece, kind);
  const lengths = [...new Set([...pieces.keys()].map((piece) => piece.length))];
  const leaks: Leak[] = [];
  for (const { what, text } of outputs) {
    for (const line of text.split('\n')) {
      const kind = leakIn(line, pieces, lengths) ?? leakIn(line.replaceAll('\\', ''), pieces, lengths);
      if (kind !== undefined) leaks.push({ kind, what, line: line.slice(0, 300) });
    }
  }
  return leaks;
}

/**
 * What commands and logs say of every event, in words that a body may have too: its id and type, instants, and the address
 * of a local run that it was sent to. What is beside it in a body is looked for, and pieces that reach into it are not.
 */
const SAID = new RegExp(
  [
    /"(?:id|type)"\s*:\s*"[^"]*"/,
    /\d{4}-\d\d-\d\dT\d\d:\d\d[\d:.]*(?:Z|[+-]\d\d:?\d\d)?/,
    /http:\/\/(?:127\.0\.0\.1|localhost):\d+/,
  ]
    .map(({ source }) => source)
    .join('|'),
);

function piecesOf(kind: string, value: string): string[] {
  if (kind === 'body') return value.split(SAID).flatMap((part) => windows(part).filter((piece) => SYNTAX.test(piece)));
  if (value.length < SHORTEST) return [];
  return value.length < PIECE ? [value] : windows(value);
}

const windows = (text: string): string[] =>
  Array.from({ length: Math.max(0, Math.floor((text.length - PIECE) / STEP) + 1) }, (_, index) =>
    text.slice(index * STEP, index * STEP + PIECE),
  );

function leakIn(line: string, pieces: ReadonlyMap<string, string>, lengths: readonly number[]): string | undefined {
  for (const length of lengths) {
    for (let at = 0; at + length <= line.length; at++) {
      const kind = pieces.get(line.slice(at, at + length));
      if (kind !== undefined) return kind;
    }
  }
  return undefined;
}
