import type { Content } from './content.ts';

/**
 * Where a fact about an event is found: `body.data.id` (in the JSON), `header.X-Event-Id`, `form.MessageSid`, `query.id`,
 * or a function for what no path can say; of a list of such places the first that holds something counts.
 */
export type Field = Place | readonly Place[];

type Place = string | ((content: Content) => string | number | undefined | null);

const READERS: Readonly<Record<string, (content: Content, name: string) => unknown>> = {
  body: ({ json }, name) => at(json, name),
  header: ({ headers }, name) => headers[name.toLowerCase()],
  form: ({ form }, name) => form?.get(name),
  query: ({ query }, name) => query.get(name),
};

/** The field's text, or `undefined` when the delivery has none there. */
export function readField(content: Content, field: Field | undefined): string | undefined {
  for (const place of placesOf(field)) {
    const text = asText(typeof place === 'function' ? place(content) : readPath(content, place));
    if (text !== undefined) return text;
  }
  return undefined;
}

/** What is wrong with a field's paths, or `undefined` when they are well-formed. */
export function fieldProblem(field: Field | undefined): string | undefined {
  const wrong = placesOf(field).find(
    (place) => typeof place === 'string' && !/^(?:body|header|form|query)\../.test(place),
  );
  if (wrong === undefined) return undefined;
  return `"${wrong}" is not a place in a request; allowed: body.PATH, header.NAME, form.NAME, query.NAME`;
}

/** The places that a field names, in the order in which they are tried. */
export function placesOf(field: Field | undefined): readonly Place[] {
  if (field === undefined) return [];
  return typeof field === 'string' || typeof field === 'function' ? [field] : field;
}

/** The texts at these paths of a JSON body with dots between them, such as `issue.opened`; those that are missing are left out. */
export const joined =
  (...paths: readonly string[]) =>
  ({ json }: Content): string =>
    paths
      .map((path) => at(json, path))
      .filter((part) => typeof part === 'string')
      .join('.');

/** The value at a dotted path in parsed JSON; numbers in the path are indices. */
export function at(value: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((parent, name) => {
    if (typeof parent !== 'object' || parent === null || !Object.hasOwn(parent, name)) return undefined;
    return Reflect.get(parent, name);
  }, value);
}

function readPath(content: Content, path: string): unknown {
  const [kind = '', ...name] = path.split('.');
  return Object.hasOwn(READERS, kind) ? READERS[kind]?.(content, name.join('.')) : undefined;
}

function asText(value: unknown): string | undefined {
  // A number beyond 2^53 has been rounded: two different ids may look the same, and the second would pass for a duplicate.
  if (typeof value === 'number') return Math.abs(value) <= Number.MAX_SAFE_INTEGER ? String(value) : undefined;
  return typeof value === 'string' && value !== '' ? value : undefined;
}
