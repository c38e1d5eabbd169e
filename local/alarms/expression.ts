import { LocalRunError } from '../local-run-error.ts';

/** The value of a metric in one period; `undefined` where it has none. */
export type Values = Readonly<Record<string, number | undefined>>;

/** What an expression is in one period. */
export type Expression = (values: Values) => number | undefined;

type Token = { readonly kind: 'number' | 'name' | 'sign'; readonly text: string };

interface Reader {
  readonly source: string;
  readonly tokens: readonly Token[];
  at: number;
}

/** From the loosest to the tightest. */
const OPERATORS: readonly Readonly<Record<string, (left: number, right: number) => number>>[] = [
  { AND: (left, right) => Number(left !== 0 && right !== 0), OR: (left, right) => Number(left !== 0 || right !== 0) },
  {
    '>': (left, right) => Number(left > right),
    '>=': (left, right) => Number(left >= right),
    '<': (left, right) => Number(left < right),
    '<=': (left, right) => Number(left <= right),
    '==': (left, right) => Number(left === right),
    '!=': (left, right) => Number(left !== right),
  },
  { '+': (left, right) => left + right, '-': (left, right) => left - right },
  { '*': (left, right) => left * right, '/': (left, right) => left / right },
];

/** What takes several metrics together goes by those that have data. */
const OF_SEVERAL: Readonly<Record<string, (values: readonly number[]) => number>> = {
  SUM: (values) => values.reduce((sum, value) => sum + value, 0),
  MAX: (values) => Math.max(...values),
  MIN: (values) => Math.min(...values),
  AVG: (values) => values.reduce((sum, value) => sum + value, 0) / values.length,
};

/**
 * Reads an expression of CloudWatch's metric math: numbers, names of metrics, operators, `IF`, `FILL` with a number, and `SUM`,
 * `MAX`, `MIN` and `AVG` of a list. https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
 * @throws {LocalRunError} when it holds anything else
 */
export function parseExpression(source: string): Expression {
  const words = source.match(/\d+(?:\.\d+)?|[A-Za-z_]\w*|[<>=!]=|\S/g) ?? [];
  const tokens = words.map((text): Token => {
    const kind = /^\d/.test(text) ? 'number' : /^\w/.test(text) ? 'name' : 'sign';
    return { kind, text };
  });
  const reader = { source, tokens, at: 0 };
  const expression = operation(reader, 0);
  if (reader.at < tokens.length) throw unknown(reader);
  return expression;
}

function operation(reader: Reader, level: number): Expression {
  const operators = OPERATORS[level];
  if (!operators) return operand(reader);
  let left = operation(reader, level + 1);
  for (;;) {
    const apply = operators[reader.tokens[reader.at]?.text ?? ''];
    if (!apply) return left;
    reader.at += 1;
    const [first, second] = [left, operation(reader, level + 1)];
    left = (values) => {
      const [one, other] = [first(values), second(values)];
      return one === undefined || other === undefined ? undefined : finite(apply(one, other));
    };
  }
}

/** CloudWatch has no value where it would have to divide by zero. */
const finite = (value: number) => (Number.isFinite(value) ? value : undefined);

function operand(reader: Reader): Expression {
  const token = reader.tokens[reader.at];
  if (!token) throw unknown(reader);
  reader.at += 1;
  const { kind, text } = token;
  if (kind === 'number') return () => Number(text);
  if (text === '(') return until(operation(reader, 0), ')', reader);
  if (kind !== 'name') throw unknown(reader);
  if (reader.tokens[reader.at]?.text !== '(') return (values) => values[text];
  reader.at += 1;
  return call(text, reader);
}

function call(name: string, reader: Reader): Expression {
  const several = OF_SEVERAL[name];
  if (several) {
    skip('[', reader);
    const items = list(']', reader);
    skip(')', reader);
    return (values) => {
      const given = items.map((item) => item(values)).filter((value) => value !== undefined);
      return given.length > 0 ? several(given) : undefined;
    };
  }
  const [first, second, third] = list(')', reader);
  if (name === 'FILL' && first && second) return (values) => first(values) ?? second(values);
  if (name !== 'IF' || !first || !second || !third) throw unknown(reader);
  return (values) => {
    const condition = first(values);
    return condition === undefined ? undefined : condition === 0 ? third(values) : second(values);
  };
}

function list(end: string, reader: Reader): Expression[] {
  const items = [operation(reader, 0)];
  while (reader.tokens[reader.at]?.text === ',') {
    reader.at += 1;
    items.push(operation(reader, 0));
  }
  skip(end, reader);
  return items;
}

function until(expression: Expression, end: string, reader: Reader): Expression {
  skip(end, reader);
  return expression;
}

function skip(text: string, reader: Reader): void {
  if (reader.tokens[reader.at]?.text !== text) throw unknown(reader);
  reader.at += 1;
}

const unknown = ({ source, tokens, at }: Reader) =>
  new LocalRunError(
    `an alarm computes ${JSON.stringify(source)}, which a local run cannot read at "${tokens[at]?.text ?? 'its end'}": add it to local/alarms`,
  );
