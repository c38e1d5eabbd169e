/** A piece of JavaScript, TypeScript or JSON that is neither space nor comment. */
export interface Token {
  readonly kind: 'word' | 'text' | 'sign';
  /** As it stands there; of a text in quotes, what is in them. */
  readonly value: string;
  /** Where it begins, and where the next character stands. */
  readonly start: number;
  readonly end: number;
}

const SPACE = /(?:\s|\/\/[^\n]*|\/\*[\s\S]*?\*\/)+/y;
const WORD = /[\p{ID_Start}$_#][\p{ID_Continue}$]*/uy;
const NUMBER = /\d[\w.]*/y;
const QUOTED = /'(?:[^'\\\n]|\\[\s\S])*'|"(?:[^"\\\n]|\\[\s\S])*"/y;
const PATTERN = /\/(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[a-z]*/y;

/** After these a slash divides; after anything else it begins a regular expression. */
const ENDS_A_VALUE = /^(?:[\w$)\]}]|$)/;

/**
 * Reads a text into tokens, as far as it takes to find an object literal in it.
 * @returns `undefined` when a quote, a template or a comment has no end
 */
export function readTokens(text: string): Token[] | undefined {
  const tokens: Token[] = [];
  let at = 0;
  const match = (pattern: RegExp) => {
    pattern.lastIndex = at;
    return pattern.exec(text)?.[0];
  };
  const add = (kind: Token['kind'], length: number, value = text.slice(at, at + length)) => {
    tokens.push({ kind, value, start: at, end: at + length });
    at += length;
  };
  while (at < text.length) {
    const space = match(SPACE);
    if (space !== undefined) {
      at += space.length;
      continue;
    }
    const word = match(WORD) ?? match(NUMBER);
    const quoted = match(QUOTED);
    const pattern = mayBeginPattern(tokens.at(-1)) ? match(PATTERN) : undefined;
    if (word !== undefined) add('word', word.length);
    else if (quoted !== undefined) add('text', quoted.length, quoted.slice(1, -1));
    else if (text[at] === '`') {
      const end = endOfTemplate(text, at);
      if (end === undefined) return undefined;
      add('text', end - at);
    } else if (pattern !== undefined) add('text', pattern.length);
    else if (text[at] === "'" || text[at] === '"' || text.startsWith('/*', at)) return undefined;
    else add('sign', 1);
  }
  return tokens;
}

const mayBeginPattern = (before: Token | undefined) =>
  before?.value === 'return' || (before?.kind !== 'text' && !ENDS_A_VALUE.test(before?.value.at(-1) ?? '='));

/** A template may hold code that holds templates. */
function endOfTemplate(text: string, start: number): number | undefined {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '`') return at + 1;
    else if (text.startsWith('${', at)) {
      const end = endOfCode(text, at + 2);
      if (end === undefined) return undefined;
      at = end;
    }
  }
  return undefined;
}

/** Where the brace closes that was opened before the code. */
function endOfCode(text: string, start: number): number | undefined {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    if (text[at] === '}' && depth-- === 0) return at;
    if (text[at] === '{') depth++;
    const quoted = text[at] === '`' ? endOfTemplate(text, at) : quotedAt(text, at);
    if (quoted !== undefined) at = quoted - 1;
  }
  return undefined;
}

function quotedAt(text: string, at: number): number | undefined {
  QUOTED.lastIndex = at;
  const quoted = QUOTED.exec(text)?.[0];
  return quoted === undefined ? undefined : at + quoted.length;
}
