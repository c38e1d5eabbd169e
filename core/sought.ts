import { decodeUtf8, parseJson } from './content.ts';
import { at } from './field.ts';

/** Whose data is looked for: what holds any of it is meant. */
export interface Sought {
  /** Ids of events. */
  readonly ids: readonly string[];
  /** Texts that stand anywhere in a body, in upper or lower case, such as an address. */
  readonly texts: readonly string[];
  /** Values at places of the parsed body: `customer.id` is 42. */
  readonly fields: readonly SoughtField[];
}

export interface SoughtField {
  /** Names with dots between them; `*` stands for every item of a list. */
  readonly path: string;
  readonly value: string;
}

/** A place and a value given as `customer.id=42`, or `undefined` when the text is none. */
export function readSoughtField(text: string): SoughtField | undefined {
  const [, path, value] = /^([^=]+)=(.+)$/s.exec(text) ?? [];
  return path === undefined || value === undefined ? undefined : { path, value };
}

/** Whether a body holds what is sought: JSON, a form, or any other text, whatever its escapes. */
export function bodyHolds({ texts, fields }: Pick<Sought, 'texts' | 'fields'>, body: Uint8Array): boolean {
  const text = decodeUtf8(body) ?? Buffer.from(body).toString('latin1');
  const value = parsed(text);
  if (fields.some((field) => valuesAt(value, field.path).some((found) => String(found) === field.value))) return true;
  if (texts.length === 0) return false;
  const said = [text, ...leavesOf(value)].map((leaf) => leaf.toLowerCase());
  return texts.some((wanted) => said.some((leaf) => leaf.includes(wanted.toLowerCase())));
}

/** Whether a body says one of these ids, as a value of its own. */
export function bodyNames(ids: readonly string[], body: Uint8Array): boolean {
  return ids.length > 0 && leavesOf(parsed(decodeUtf8(body) ?? '')).some((leaf) => ids.includes(leaf));
}

function parsed(text: string): unknown {
  const json = parseJson(text);
  if (json !== undefined) return json;
  const form = new URLSearchParams(text);
  return parseJson(form.get('payload') ?? '') ?? Object.fromEntries(form);
}

function valuesAt(value: unknown, path: string): unknown[] {
  const [head = '', ...rest] = path.split('.*.');
  const found = at(value, head.replace(/\.\*$/, ''));
  if (rest.length === 0 && !head.endsWith('.*')) return found === undefined || typeof found === 'object' ? [] : [found];
  if (!Array.isArray(found)) return [];
  return rest.length === 0 ? found : found.flatMap((item) => valuesAt(item, rest.join('.*.')));
}

/** Every text, number and truth value in parsed JSON, and every name: some providers key lists by address. */
function leavesOf(value: unknown): string[] {
  const leaves: string[] = [];
  const pending = [value];
  while (pending.length > 0) {
    const next = pending.pop();
    if (typeof next === 'object' && next !== null) {
      if (!Array.isArray(next)) leaves.push(...Object.keys(next));
      for (const item of Object.values(next)) pending.push(item);
    } else if (next !== undefined && next !== null) leaves.push(String(next));
  }
  return leaves;
}
