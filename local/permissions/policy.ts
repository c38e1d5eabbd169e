import { type Matcher, wildcard } from './wildcard.ts';

/** A statement of a policy, ready to be compared with requests. */
export interface Statement {
  readonly effect: 'Allow' | 'Deny';
  readonly matchesAction: Matcher;
  readonly matchesResource: Matcher;
  /** Whose requests it is about, in a resource policy. @default - those of the role that the policy belongs to */
  readonly principals?: Principals | undefined;
  readonly conditions: readonly Condition[];
}

export interface Principals {
  /** ARNs, account ids or `*`; those of services and federations are no role, and left out. */
  readonly names: readonly string[];
  /** The statement is about everybody else. */
  readonly isNegated: boolean;
}

/** One line of a statement's conditions: all of them have to hold. */
export interface Condition {
  /** As it is written, such as `ForAllValues:StringLike`. */
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

/** The statements of a policy document whose intrinsic functions have been carried out. */
export function readPolicy(document: unknown): Statement[] {
  return listOf(fieldsOf(document).Statement).map((statement) => readStatement(fieldsOf(statement)));
}

function readStatement(statement: Readonly<Record<string, unknown>>): Statement {
  const { Effect, Action, NotAction, Resource, NotResource, Principal, NotPrincipal, Condition } = statement;
  return {
    // IAM takes nothing else; what is neither is taken for the stricter one.
    effect: Effect === 'Allow' ? 'Allow' : 'Deny',
    matchesAction: matcherOf(Action, NotAction, 'i'),
    matchesResource: matcherOf(Resource, NotResource, ''),
    principals: principalsOf(Principal, NotPrincipal),
    conditions: Object.entries(fieldsOf(Condition)).flatMap(([operator, keys]) =>
      Object.entries(fieldsOf(keys)).map(([key, values]) => ({ operator, key, values: listOf(values).map(String) })),
    ),
  };
}

/** Actions are compared without regard to case, resources with it. */
function matcherOf(listed: unknown, others: unknown, flags: '' | 'i'): Matcher {
  const isNegated = listed === undefined;
  const matchers = listOf(isNegated ? others : listed).map((pattern) => wildcard(String(pattern), flags));
  return (text) => matchers.some((matches) => matches(text)) !== isNegated;
}

function principalsOf(listed: unknown, others: unknown): Principals | undefined {
  const given = listed ?? others;
  if (given === undefined) return undefined;
  const names = typeof given === 'string' ? [given] : listOf(fieldsOf(given).AWS).map(String);
  return { names, isNegated: listed === undefined };
}

const listOf = (value: unknown): unknown[] => (value === undefined || value === null ? [] : [value].flat());

const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
