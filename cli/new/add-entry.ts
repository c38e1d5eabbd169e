import { readTokens, type Token } from './read-tokens.ts';

/** The two lists of a configuration. */
export type Section = 'sources' | 'processors';

/** What is to be added to one of them. */
export interface NewEntry {
  readonly section: Section;
  readonly name: string;
  /** What the name stands for, as TypeScript: `{ on: { stripe: ['*'] } }`. */
  readonly value: string;
}

/** A JSON file wants double quotes, and no comma at the end. */
export type Language = 'script' | 'json';

/** The width that lines are kept to, where a list is written in one line. */
const LONGEST_LINE = 120;

/** An entry as it stands in the configuration, without a comma: `'record-payment': { on: … }`. */
export function entryText({ name, value }: Pick<NewEntry, 'name' | 'value'>, language: Language): string {
  if (language === 'json') return `${JSON.stringify(name)}: ${jsonOf(value)}`;
  return `${name.includes('-') ? `'${name}'` : name}: ${value}`;
}

/** What we write ourselves has simple keys and no quote in any text. */
const jsonOf = (value: string) => value.replaceAll("'", '"').replaceAll(/([{,] )([A-Za-z]\w*):/g, '$1"$2":');

/**
 * Adds an entry behind the last one of its list, and leaves everything else as it is, comments and layout included.
 * @returns `undefined` when the list does not stand in the text as an object literal
 */
export function addEntry(text: string, entry: NewEntry, language: Language): string | undefined {
  const tokens = readTokens(text);
  const root = tokens && openingOf(tokens, language);
  const list = tokens && root !== undefined ? listIn(tokens, root, entry.section) : undefined;
  if (!tokens || !list) return undefined;
  const inside = tokens.slice(list.open + 1, list.close);
  return insert(text, entryText(entry, language), language, {
    opening: tokens[list.open] as Token,
    closing: tokens[list.close] as Token,
    first: inside[0],
    last: inside.at(-1),
  });
}

/** Where the brace of the whole configuration stands. */
function openingOf(tokens: readonly Token[], language: Language): number | undefined {
  if (language === 'json') return tokens[0]?.value === '{' ? 0 : undefined;
  const calls = tokens.flatMap(({ kind, value }, index) =>
    kind === 'word' && value === 'defineWebhooks' && isSign(tokens[index + 1], '(') && isSign(tokens[index + 2], '{')
      ? [index + 2]
      : [],
  );
  return calls.length === 1 ? calls[0] : undefined;
}

const isSign = (token: Token | undefined, value: string) => token?.kind === 'sign' && token.value === value;

interface Braces {
  readonly open: number;
  readonly close: number;
}

/** The braces of a list, which is an object literal right under the configuration's own brace. */
function listIn(tokens: readonly Token[], root: number, section: Section): Braces | undefined {
  const end = closingOf(tokens, root);
  for (let at = root + 1; end !== undefined && at < end; at++) {
    const isKey = isSign(tokens[at - 1], '{') || isSign(tokens[at - 1], ',');
    const isList = tokens[at]?.value === section && isSign(tokens[at + 1], ':') && isSign(tokens[at + 2], '{');
    if (isKey && tokens[at]?.kind !== 'sign' && isList) {
      const close = closingOf(tokens, at + 2);
      return close === undefined ? undefined : { open: at + 2, close };
    }
    if (isOpening(tokens[at])) at = closingOf(tokens, at) ?? end;
  }
  return undefined;
}

const isOpening = (token: Token | undefined) => token?.kind === 'sign' && '{[('.includes(token.value);
const isClosing = (token: Token | undefined) => token?.kind === 'sign' && '}])'.includes(token.value);

function closingOf(tokens: readonly Token[], open: number): number | undefined {
  let depth = 0;
  for (let at = open; at < tokens.length; at++) {
    if (isOpening(tokens[at])) depth++;
    if (isClosing(tokens[at]) && --depth === 0) return at;
  }
  return undefined;
}

interface Place {
  readonly opening: Token;
  readonly closing: Token;
  /** The tokens between, where there are any. */
  readonly first: Token | undefined;
  readonly last: Token | undefined;
}

function insert(text: string, added: string, language: Language, { opening, closing, first, last }: Place): string {
  const isOneLine = !text.slice(opening.end, closing.start).includes('\n');
  const before = text.slice(0, last?.end ?? opening.end);
  const hasComma = last === undefined || isSign(last, ',');
  const indent = indentAt(text, opening.start);
  if (isOneLine && lineLength(text, closing.end) + added.length + 2 <= LONGEST_LINE) {
    const rest = text.slice(closing.start);
    return `${before}${hasComma ? '' : ','} ${added} ${rest}`;
  }
  const comma = language === 'json' ? '' : ',';
  if (isOneLine) {
    const entries = text.slice(opening.end, last?.end).trim();
    const lines = entries === '' ? [] : [`${indent}  ${entries}${hasComma ? '' : ','}`];
    const list = [...lines, `${indent}  ${added}${comma}`, `${indent}${text.slice(closing.start)}`];
    return `${text.slice(0, opening.end)}\n${list.join('\n')}`;
  }
  // What is said about the last entry at the end of its line stays with it.
  const lineEnd = text.indexOf('\n', before.length);
  const at = lineEnd === -1 || lineEnd > closing.start ? before.length : lineEnd;
  const deeper = first ? indentAt(text, first.start) : `${indent}  `;
  return `${before}${hasComma ? '' : ','}${text.slice(before.length, at)}\n${deeper}${added}${comma}${text.slice(at)}`;
}

/** The space that the line of a place begins with. */
function indentAt(text: string, at: number): string {
  const start = text.lastIndexOf('\n', at - 1) + 1;
  return /^[ \t]*/.exec(text.slice(start))?.[0] ?? '';
}

function lineLength(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return (end === -1 ? text.length : end) - (text.lastIndexOf('\n', at - 1) + 1);
}
