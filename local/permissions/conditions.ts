import type { Condition } from './policy.ts';
import { wildcard } from './wildcard.ts';

/**
 * What is known of a request besides its action and resource, by the key in lower case. An empty list says that the
 * request has no such thing; a key that is not there is one that a local run cannot tell.
 */
export type RequestContext = Readonly<Record<string, readonly string[]>>;

/** `undefined`: it cannot be told here, since the operator or the key is not known. */
type Verdict = boolean | undefined;

type Compare = (actual: string, wanted: string) => boolean;

const equals: Compare = (actual, wanted) => actual === wanted;
const equalsIgnoringCase: Compare = (actual, wanted) => actual.toLowerCase() === wanted.toLowerCase();
const like: Compare = (actual, wanted) => wildcard(wanted)(actual);

/** Each of an ARN's six parts is matched by itself. */
const arnLike: Compare = (actual, wanted) => {
  const [parts, patterns] = [arnParts(actual), arnParts(wanted)];
  return parts.length === patterns.length && patterns.every((pattern, index) => like(parts[index] ?? '', pattern));
};

function arnParts(arn: string): string[] {
  const parts = arn.split(':');
  return [...parts.slice(0, 5), parts.slice(5).join(':')];
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
const OPERATORS: Readonly<Record<string, { readonly compare: Compare; readonly isNegated?: true }>> = {
  StringEquals: { compare: equals },
  StringNotEquals: { compare: equals, isNegated: true },
  StringEqualsIgnoreCase: { compare: equalsIgnoringCase },
  StringNotEqualsIgnoreCase: { compare: equalsIgnoringCase, isNegated: true },
  StringLike: { compare: like },
  StringNotLike: { compare: like, isNegated: true },
  ArnEquals: { compare: arnLike },
  ArnLike: { compare: arnLike },
  ArnNotEquals: { compare: arnLike, isNegated: true },
  ArnNotLike: { compare: arnLike, isNegated: true },
  Bool: { compare: equalsIgnoringCase },
};

/** Whether a condition holds for a request; `undefined` when a local run cannot tell. */
export function conditionHolds({ operator, key, values }: Condition, context: RequestContext): Verdict {
  const actual = context[key.toLowerCase()];
  const [, quantifier, name = '', ifExists] =
    /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/.exec(operator) ?? [];
  if (!actual) return undefined;
  if (name === 'Null') return values.some((value) => (value.toLowerCase() === 'true') === (actual.length === 0));
  const known = OPERATORS[name];
  if (!known) return undefined;
  const { compare, isNegated = false } = known;
  const fits = (one: string) => values.some((value) => compare(one, value)) !== isNegated;
  if (quantifier === 'ForAllValues') return actual.every(fits);
  if (quantifier === 'ForAnyValue') return actual.some(fits);
  return actual.length === 0 ? isNegated || ifExists !== undefined : actual.every(fits);
}
