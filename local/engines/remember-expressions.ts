/** A parser of dynalite's expressions, which takes 0.1 ms for each of ours. */
export interface ExpressionParser {
  parse(expression: string, options: { readonly context: ExpressionContext }): unknown;
}

interface ExpressionContext {
  readonly attrNames?: Readonly<Record<string, string>> | null;
  readonly attrVals?: Readonly<Record<string, object>> | null;
  /** The parser takes out of these what it comes upon. */
  readonly unusedAttrNames: Record<string, true>;
  readonly unusedAttrVals: Record<string, true>;
  readonly isKeyCondition?: boolean;
}

interface Template {
  readonly make: Make;
  readonly names: readonly string[];
  readonly values: readonly string[];
}

/** Makes a tree, or a part of one, of the values of a call. */
type Make = (values: ExpressionContext['attrVals']) => unknown;

/** A program has dozens of expressions; it may also write values into them. */
const MOST = 1000;

const remembering = new WeakSet<ExpressionParser>();

/** Lets a parser remember what it has parsed, apart from the values, which are put in anew each time. */
export function rememberExpressions(parser: ExpressionParser): void {
  if (remembering.has(parser)) return;
  remembering.add(parser);
  const parse = parser.parse.bind(parser);
  const templates = new Map<string, Template>();
  parser.parse = (expression, options) => {
    const { context } = options;
    // Whether one value may be above another is a matter of the values, and so is whether there is a type of that name.
    if (/between|attribute_type/i.test(expression)) return parse(expression, options);
    const key = keyOf(expression, context);
    const known = templates.get(key);
    if (known) return fill(known, context);
    const { attrNames, attrVals } = context;
    // An update and its condition are parsed one after the other, and share what is unused: here each says what it uses.
    const unused = { unusedAttrNames: marked(attrNames), unusedAttrVals: marked(attrVals) };
    const tree = parse(expression, { ...options, context: { ...context, ...unused } });
    if (typeof tree !== 'object' || tree === null) return tree;
    if (templates.size >= MOST) templates.clear();
    const template = {
      make: makerOf(tree, new Map(Object.entries(attrVals ?? {}).map(([name, value]) => [value, name]))),
      names: Object.keys(attrNames ?? {}).filter((name) => !unused.unusedAttrNames[name]),
      values: Object.keys(attrVals ?? {}).filter((name) => !unused.unusedAttrVals[name]),
    };
    templates.set(key, template);
    return fill(template, context);
  };
}

const marked = (named: object | null | undefined): Record<string, true> =>
  Object.fromEntries(Object.keys(named ?? {}).map((name) => [name, true]));

/** What a tree depends on: of the values, their types. */
function keyOf(expression: string, { attrNames, attrVals, isKeyCondition }: ExpressionContext): string {
  let types = '';
  for (const name in attrVals) for (const type in attrVals[name]) types += `${name} ${type} `;
  return `${isKeyCondition} ${types}${JSON.stringify(attrNames)}${expression}`;
}

function fill({ make, names, values }: Template, context: ExpressionContext): unknown {
  for (const name of names) delete context.unusedAttrNames[name];
  for (const name of values) delete context.unusedAttrVals[name];
  return make(context.attrVals);
}

/** Goes through a tree once, so that those like it need not be gone through. `names` has the name of each value in it. */
function makerOf(part: unknown, names: ReadonlyMap<unknown, string>): Make {
  if (typeof part !== 'object' || part === null) return () => part;
  const name = names.get(part);
  if (name !== undefined) return (values) => values?.[name];
  if (Array.isArray(part)) {
    if (part.every((each) => typeof each !== 'object')) return () => part;
    const makers = part.map((each) => makerOf(each, names));
    return (values) => makers.map((make) => make(values));
  }
  const trees = Object.entries(part).filter(([, value]) => typeof value === 'object');
  const makers = trees.map(([field, value]) => ({ field, make: makerOf(value, names) }));
  // The values of the first call may be large.
  const bare = { ...part, ...Object.fromEntries(trees.map(([field]) => [field, null])) };
  const hasPrototype = Object.getPrototypeOf(part) !== null;
  return (values) => {
    const made: Record<string, unknown> = hasPrototype ? { ...bare } : Object.assign(Object.create(null), bare);
    for (const { field, make } of makers) made[field] = make(values);
    return made;
  };
}
