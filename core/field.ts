import type { Content } from './content.ts';

/**
 * Where a fact about an event is found: `body.data.id` (in the JSON), `header.X-Event-Id`, `form.MessageSid`, `query.id`;
 * a list of such places, of which the first that holds something counts; or a function for what no place can say.
 */
export type Field = string | readonly string[] | ((content: Content) => string | number | undefined | null);

const PLACES: Record<string, (content: Content, name: string) => unknown> = {
  body: ({ json }, name) => at(json, name),
  header: ({ headers }, name) => headers[name.toLowerCase()],
  form: ({ form }, name) => form?.get(name),
  query: ({ query }, name) => query.get(name),
};

/** The field's text, or `undefined` when the delivery has none there. */
export function readField(content: Content, field: Field | undefined): string | undefined {
  if (field === undefined) return undefined;
  if (typeof field === 'function') return asText(field(content));
  for (const path of typeof field === 'string' ? [field] : field) {
    const [place = '', ...name] = path.split('.');
    const text = asText(PLACES[place]?.(content, name.join('.')));
    if (text !== undefined) return text;
  }
  return undefined;
}

/** What is wrong with a field's path, or `undefined` when it is well-formed. */
export function fieldProblem(field: Field): string | undefined {
  if (typeof field === 'function') return undefined;
  const wrong = (typeof field === 'string' ? [field] : field).find(
    (path) => !/^(?:body|header|form|query)\../.test(path),
  );
  return wrong && `"${wrong}" is not a place in a request; allowed: body.PATH, header.NAME, form.NAME, query.NAME`;
}

/** The value at a dotted path in parsed JSON; numbers in the path are indices. */
export function at(value: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((parent, name) => {
    if (typeof parent !== 'object' || parent === null || !Object.hasOwn(parent, name)) return undefined;
    return Reflect.get(parent, name);
  }, value);
}

function asText(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}
