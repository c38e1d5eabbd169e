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
  readonly tree: unknown;
  readonly names: readonly string[];
  readonly values: readonly string[];
}

/** Where a tree has a value. */
class Place {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

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
    // Whether one value may be above another is a matter of the values.
    if (/between/i.test(expression)) return parse(expression, options);
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
      tree: empty(tree, new Map(Object.entries(attrVals ?? {}).map(([name, value]) => [value, name]))),
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
  const types = Object.entries(attrVals ?? {}).map(([name, value]) => [name, Object.keys(value)[0]]);
  return JSON.stringify([expression, attrNames, types, isKeyCondition]);
}

function fill({ tree, names, values }: Template, context: ExpressionContext): unknown {
  for (const name of names) delete context.unusedAttrNames[name];
  for (const name of values) delete context.unusedAttrVals[name];
  return copy(tree, (part) => (part instanceof Place ? context.attrVals?.[part.name] : undefined));
}

const empty = (tree: unknown, names: ReadonlyMap<unknown, string>) =>
  copy(tree, (part) => {
    const name = names.get(part);
    return name === undefined ? undefined : new Place(name);
  });

/** A copy of a tree, with other things in the place of some of its parts. */
function copy(part: unknown, replace: (part: unknown) => unknown): unknown {
  if (typeof part !== 'object' || part === null) return part;
  const replaced = replace(part);
  if (replaced !== undefined) return replaced;
  if (Array.isArray(part)) return part.map((each) => copy(each, replace));
  const copied = Object.create(Object.getPrototypeOf(part));
  for (const [name, value] of Object.entries(part)) copied[name] = copy(value, replace);
  return copied;
}
