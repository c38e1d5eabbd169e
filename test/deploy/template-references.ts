/** What a part of a template refers to. */
export interface References {
  /** Of `Ref`, and of `${Name}` in an `Fn::Sub`: parameters, resources and pseudo parameters. */
  readonly names: ReadonlySet<string>;
  /** Of `Fn::GetAtt`, and of `${Name.Attribute}`: as `Name.Attribute`. */
  readonly attributes: ReadonlySet<string>;
  readonly conditions: ReadonlySet<string>;
  readonly mappings: ReadonlySet<string>;
  /** The intrinsic functions, with `Fn::`. */
  readonly functions: ReadonlySet<string>;
}

/** Everything that a part of a template refers to, in branches of conditions that are not taken too. */
export function referencesIn(part: unknown): References {
  const found = {
    names: new Set<string>(),
    attributes: new Set<string>(),
    conditions: new Set<string>(),
    mappings: new Set<string>(),
    functions: new Set<string>(),
  };
  visit(part, found);
  return found;
}

type Found = { readonly [Kind in keyof References]: Set<string> };

function visit(value: unknown, found: Found): void {
  if (typeof value !== 'object' || value === null) return;
  const entries = Object.entries(value);
  const [name = '', argument] = entries[0] ?? [];
  if (entries.length === 1 && !Array.isArray(value)) note(name, argument, found);
  for (const [, item] of entries) visit(item, found);
}

function note(name: string, argument: unknown, found: Found): void {
  if (name.startsWith('Fn::')) found.functions.add(name);
  const [first, second] = Array.isArray(argument) ? argument : [argument];
  if (name === 'Ref') found.names.add(String(argument));
  if (name === 'Fn::GetAtt') found.attributes.add(Array.isArray(argument) ? argument.join('.') : String(argument));
  if (name === 'Fn::If') found.conditions.add(String(first));
  if (name === 'Fn::FindInMap' && typeof first === 'string') found.mappings.add(first);
  // An IAM statement has a `Condition` too, which is an object.
  if (name === 'Condition' && typeof argument === 'string') found.conditions.add(argument);
  if (name === 'Fn::Sub') noteSubstitution(String(first), Object(second), found);
}

function noteSubstitution(text: string, variables: object, found: Found): void {
  for (const [, name = ''] of text.matchAll(/\$\{([^!}][^}]*)\}/g)) {
    if (Object.hasOwn(variables, name)) continue;
    (name.includes('.') ? found.attributes : found.names).add(name);
  }
}
