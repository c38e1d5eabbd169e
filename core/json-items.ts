import { parseJson } from './content.ts';

/** Strings, then whole numbers and words: what stands between brackets, commas and colons. */
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|[[\]{},:]|[^\s[\]{},:"]+/gs;

/**
 * The items of the list at a path (names and indices, from the outside in) of a JSON text, each as it stands there, so
 * that numbers beyond 2^53, key order and escapes survive; `undefined` when there is no such list.
 */
export function jsonItems(text: string | undefined, ...path: readonly (string | number)[]): string[] | undefined {
  if (text === undefined || parseJson(text) === undefined) return undefined;
  let inner: string | undefined = text;
  for (const step of path) {
    if (inner === undefined) return undefined;
    inner = typeof step === 'number' ? partsOf(inner, '[')?.[step]?.value : lastNamed(inner, step);
  }
  return inner === undefined ? undefined : partsOf(inner, '[')?.map(({ value }) => value);
}

/** The member at a path (names, from the outside in) of a JSON text, as it stands there; `undefined` when there is none. */
export function jsonMember(text: string, ...path: readonly string[]): string | undefined {
  if (parseJson(text) === undefined) return undefined;
  return path.reduce<string | undefined>((inner, name) => inner && lastNamed(inner, name), text);
}

/** Of a repeated name the last counts, as for `JSON.parse`. */
const lastNamed = (text: string, name: string) => partsOf(text, '{')?.findLast((part) => part.name === name)?.value;

interface Part {
  /** The member's name; empty in a list. */
  readonly name: string;
  readonly value: string;
}

/** The members of an object or the items of a list that a valid JSON text is, or `undefined` when it is something else. */
function partsOf(text: string, bracket: '[' | '{'): Part[] | undefined {
  if (text.trimStart()[0] !== bracket) return undefined;
  const parts: Part[] = [];
  let depth = 0;
  let name = '';
  let last = '';
  let start = -1;
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    const closes = token === ']' || token === '}';
    if (start >= 0 && ((depth === 1 && token === ',') || (depth === 1 && closes))) {
      parts.push({ name, value: text.slice(start, index).trimEnd() });
      start = -1;
    } else if (depth === 1 && token === ':' && start >= 0) {
      name = String(parseJson(last));
      start = -1;
    } else if (depth === 1 && start < 0 && token !== ',') start = index;
    if (token === '[' || token === '{') depth += 1;
    if (closes) depth -= 1;
    last = token;
  }
  return parts;
}

/** Whether a valid JSON text is an object that names one of its own members twice: readers differ on which of them counts. */
export function hasDoubles(text: string): boolean {
  const names = partsOf(text, '{')?.map(({ name }) => name) ?? [];
  return new Set(names).size < names.length;
}
