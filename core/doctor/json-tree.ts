import { parseJson } from '../content.ts';

/** A JSON text, read so that numbers keep the digits they were written with and a repeated name stays repeated. */
export type JsonTree =
  | { readonly kind: 'object'; readonly members: readonly (readonly [name: string, value: JsonTree])[] }
  | { readonly kind: 'list'; readonly items: readonly JsonTree[] }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'word'; readonly word: string };

const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|[[\]{},:]|[^\s[\]{},:"]+/gs;

/** Deeper texts are left alone. */
const DEEPEST = 200;

/** Reads a JSON text, or `undefined` when it is none. */
export function readJsonTree(text: string): JsonTree | undefined {
  if (parseJson(text) === undefined) return undefined;
  const tokens = text.match(TOKEN) ?? [];
  let at = 0;
  const value = (depth: number): JsonTree => {
    if (depth > DEEPEST) throw new RangeError('too deep');
    const token = tokens[at++] ?? '';
    if (token === '{') return { kind: 'object', members: members(depth) };
    if (token === '[') return { kind: 'list', items: items(depth) };
    return token.startsWith('"') ? { kind: 'text', text: String(parseJson(token)) } : { kind: 'word', word: token };
  };
  const members = (depth: number) => {
    const found: [string, JsonTree][] = [];
    while (tokens[at] !== '}') {
      if (tokens[at] === ',') at += 1;
      const name = String(parseJson(tokens[at] ?? ''));
      at += 2;
      found.push([name, value(depth + 1)]);
    }
    at += 1;
    return found;
  };
  const items = (depth: number) => {
    const found: JsonTree[] = [];
    while (tokens[at] !== ']') {
      if (tokens[at] === ',') at += 1;
      found.push(value(depth + 1));
    }
    at += 1;
    return found;
  };
  try {
    return value(0);
  } catch {
    return undefined;
  }
}
