/** One place in which two values differ. */
export interface Difference {
  /** The names and indexes that lead there. */
  readonly path: readonly (string | number)[];
  readonly kind: 'added' | 'removed' | 'changed';
  /** What is there on the left; absent where it was added. */
  readonly left?: unknown;
  /** What is there on the right; absent where it was removed. */
  readonly right?: unknown;
}

/**
 * Where two JSON values differ, in the order of the left one. Items of arrays are compared by their index; `1` and `1.0`
 * are the same.
 * @param ignored - fields that do not count: the end of a path, such as `id` or `object.created`; `*` stands for any one name
 */
export function diffJson(left: unknown, right: unknown, ignored: readonly string[] = []): Difference[] {
  const patterns = ignored.map((pattern) => pattern.split('.').filter(Boolean)).filter(({ length }) => length > 0);
  return differences(left, right, [], (path) => patterns.some((pattern) => endsIn(path, pattern)));
}

/** A path as people write it: `data.items[0].name`. */
export const pathText = (path: Difference['path']) =>
  path.map((step, index) => (typeof step === 'number' ? `[${step}]` : index === 0 ? step : `.${step}`)).join('');

type Path = Difference['path'];

function differences(left: unknown, right: unknown, path: Path, isIgnored: (path: Path) => boolean): Difference[] {
  if (isIgnored(path) || left === right) return [];
  if (!isBranch(left) || !isBranch(right) || Array.isArray(left) !== Array.isArray(right))
    return [{ path, kind: 'changed', left, right }];
  return steps(left, right).flatMap((step) => {
    const below = [...path, step];
    if (isIgnored(below)) return [];
    if (!Object.hasOwn(right, step)) return [{ path: below, kind: 'removed' as const, left: Reflect.get(left, step) }];
    if (!Object.hasOwn(left, step)) return [{ path: below, kind: 'added' as const, right: Reflect.get(right, step) }];
    return differences(Reflect.get(left, step), Reflect.get(right, step), below, isIgnored);
  });
}

const isBranch = (value: unknown): value is object => typeof value === 'object' && value !== null;

function steps(left: object, right: object): (string | number)[] {
  const names = [...new Set([...Object.keys(left), ...Object.keys(right)])];
  return Array.isArray(left) ? names.map(Number).sort((one, other) => one - other) : names;
}

function endsIn(path: Path, pattern: readonly string[]): boolean {
  // What an item of an array is called is its place, which nobody ignores.
  const names = path.filter((step) => typeof step === 'string').slice(-pattern.length);
  if (typeof path.at(-1) !== 'string') return false;
  return names.length === pattern.length && names.every((name, index) => [name, '*'].includes(pattern[index] ?? ''));
}
