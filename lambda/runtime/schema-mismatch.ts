import type { StandardSchemaV1 } from '@standard-schema/spec';
import { PermanentError } from './permanent-error.ts';

/** The payload does not fit the processor's schema, and will not at the next attempt either. */
export class SchemaMismatch extends PermanentError {
  override readonly name = 'SchemaMismatch';

  /** Says where the payload does not fit, and why; not what the payload says there. */
  constructor(issues: readonly StandardSchemaV1.Issue[], payload: unknown) {
    const shown = issues.slice(0, MOST_ISSUES).map((issue) => explain(issue, payload));
    const rest = issues.length > MOST_ISSUES ? [`and ${issues.length - MOST_ISSUES} more`] : [];
    super([...shown, ...rest].join('; ') || 'the schema does not say why');
  }
}

const MOST_ISSUES = 5;
const LONGEST_PATH = 60;
const LONGEST_MESSAGE = 120;

function explain({ path = [], message }: StandardSchemaV1.Issue, payload: unknown): string {
  const keys = path.map((segment) => (typeof segment === 'object' ? segment.key : segment));
  const value = keys.reduce(valueAt, payload);
  const place = keys.map(String).join('.');
  return `${cut(place, LONGEST_PATH) || 'the payload'}: ${cut(withoutValue(message, value), LONGEST_MESSAGE)}`;
}

const valueAt = (parent: unknown, key: PropertyKey): unknown =>
  typeof parent === 'object' && parent !== null ? Reflect.get(parent, key) : undefined;

/** Some validators repeat in their message what they got, which is nothing for logs and the ledger. */
function withoutValue(message: string, value: unknown): string {
  if (typeof value === 'string' && value !== '')
    return [JSON.stringify(value), `"${value}"`, `'${value}'`].reduce(
      (text, said) => text.replaceAll(said, '…'),
      message,
    );
  if (typeof value !== 'number') return message;
  return message.replaceAll(/-?\d[\d.]*(?:e[+-]?\d+)?/g, (number) => (Number(number) === value ? '…' : number));
}

const cut = (text: string, longest: number) => (text.length > longest ? `${text.slice(0, longest - 1)}…` : text);
