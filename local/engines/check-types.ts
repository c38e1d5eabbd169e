/** How dynalite checks that an input has the types that an operation wants, and copies it. */
export type CheckTypes = (input: object, types: Types) => object;

/** By the name of a field. */
export type Types = Readonly<Record<string, string | { readonly type: string }>>;

type Fields = Record<string, unknown>;

/**
 * Copies attributes without dynalite where they are plainly right: it goes by a description of all that they may be, which
 * takes four times as long. Whatever is unusual is left to it.
 */
export function checkTypesOf(types: Types, checkTypes: CheckTypes): (input: object) => object {
  const maps = Object.keys(types).filter((name) => Object(types[name]).type === 'Map<AttributeValue>');
  return (input) => {
    // What it does not know it deletes, and whoever calls may call again.
    const left: Fields = { ...input };
    const copied: Fields = {};
    for (const name of maps) {
      const attributes = copyAttributes(left[name]);
      if (!attributes) continue;
      copied[name] = attributes;
      delete left[name];
    }
    return { ...checkTypes(left, types), ...copied };
  };
}

function copyAttributes(attributes: unknown): Fields | undefined {
  if (typeof attributes !== 'object' || attributes === null || Array.isArray(attributes)) return undefined;
  const copied: Fields = {};
  for (const [name, attribute] of Object.entries(attributes)) {
    const copy = copyAttribute(attribute);
    if (!copy) return undefined;
    copied[name] = copy;
  }
  return copied;
}

function copyAttribute(attribute: unknown): Fields | undefined {
  if (typeof attribute !== 'object' || attribute === null) return undefined;
  const [[type, value] = ['', undefined], other] = Object.entries(attribute);
  if (other) return undefined;
  if (type === 'S' || type === 'N') return typeof value === 'string' ? { [type]: value } : undefined;
  if (type === 'BOOL') return typeof value === 'boolean' ? { [type]: value } : undefined;
  if (type === 'L') return copyList(value);
  const M = type === 'M' && copyAttributes(value);
  return M ? { M } : undefined;
}

function copyList(list: unknown): Fields | undefined {
  if (!Array.isArray(list)) return undefined;
  const L = list.map(copyAttribute);
  return L.includes(undefined) ? undefined : { L };
}
