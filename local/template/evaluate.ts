import { LocalRunError } from '../local-run-error.ts';
import type { Template } from './assembly.ts';

/** What `Ref` and `Fn::GetAtt` give for a resource. */
export interface ResourceValues {
  readonly ref: string;
  readonly attributes?: Readonly<Record<string, unknown>>;
}

export interface Scope {
  readonly template: Template;
  /** `AWS::Region` and its like. */
  readonly pseudoParameters: Readonly<Record<string, unknown>>;
  /** The resources that are up already. */
  readonly resources: ReadonlyMap<string, ResourceValues>;
}

/** `Ref: AWS::NoValue`: the property is left out. */
const NO_VALUE = Symbol('AWS::NoValue');

/** A part of a template with every intrinsic function in it carried out. */
export function evaluate(value: unknown, scope: Scope): unknown {
  const result = evaluateValue(value, scope);
  return result === NO_VALUE ? undefined : result;
}

/** The result of one of the template's conditions. */
export function conditionHolds(name: string, scope: Scope): boolean {
  const condition = scope.template.Conditions?.[name];
  if (condition === undefined) throw new LocalRunError(`the template has no condition ${name}`);
  return evaluate(condition, scope) === true;
}

function evaluateValue(value: unknown, scope: Scope): unknown {
  if (Array.isArray(value)) return value.map((item) => evaluateValue(item, scope)).filter((item) => item !== NO_VALUE);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const [first] = entries;
  if (first && entries.length === 1) {
    const [name, argument] = first;
    const intrinsic = INTRINSICS[name];
    if (intrinsic) return intrinsic(argument, scope);
    if (name.startsWith('Fn::'))
      throw new LocalRunError(`the template uses ${name}, which a local run does not know: add it to local/template`);
  }
  return Object.fromEntries(
    entries.map(([key, item]) => [key, evaluateValue(item, scope)]).filter(([, item]) => item !== NO_VALUE),
  );
}

type Intrinsic = (argument: unknown, scope: Scope) => unknown;

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html */
const INTRINSICS: Readonly<Record<string, Intrinsic>> = {
  Ref: (name, scope) => reference(String(name), scope),
  'Fn::GetAtt': (argument, scope) => attribute(argument, scope),
  'Fn::Join': (argument, scope) => {
    const [separator, items] = list(argument, scope);
    return list(items, scope).join(String(separator));
  },
  'Fn::Split': (argument, scope) => {
    const [separator, text] = list(argument, scope);
    return String(text).split(String(separator));
  },
  'Fn::Select': (argument, scope) => {
    const [index, items] = list(argument, scope);
    return list(items, scope)[Number(index)];
  },
  'Fn::Sub': (argument, scope) => substitute(argument, scope),
  'Fn::Base64': (argument, scope) => Buffer.from(String(evaluateValue(argument, scope))).toString('base64'),
  'Fn::FindInMap': (argument, scope) => {
    const [map, first, second] = list(argument, scope).map(String);
    return scope.template.Mappings?.[map ?? '']?.[first ?? '']?.[second ?? ''];
  },
  'Fn::GetAZs': (_, { pseudoParameters }) => ['a', 'b', 'c'].map((zone) => `${pseudoParameters['AWS::Region']}${zone}`),
  'Fn::If': (argument, scope) => {
    if (!Array.isArray(argument)) throw new LocalRunError('the template holds an Fn::If without a list');
    // The branch that is not taken may refer to resources that do not exist.
    return evaluateValue(conditionHolds(String(argument[0]), scope) ? argument[1] : argument[2], scope);
  },
  'Fn::Equals': (argument, scope) => {
    const [left, right] = list(argument, scope);
    return String(left) === String(right);
  },
  'Fn::Not': (argument, scope) => list(argument, scope)[0] !== true,
  'Fn::And': (argument, scope) => list(argument, scope).every((item) => item === true),
  'Fn::Or': (argument, scope) => list(argument, scope).some((item) => item === true),
  Condition: (name, scope) => (typeof name === 'string' ? conditionHolds(name, scope) : evaluateCondition(name, scope)),
};

// An IAM statement has a `Condition` of its own, which is no intrinsic.
const evaluateCondition = (statement: unknown, scope: Scope) => ({ Condition: evaluateValue(statement, scope) });

function list(argument: unknown, scope: Scope): readonly unknown[] {
  const items = evaluateValue(argument, scope);
  if (!Array.isArray(items))
    throw new LocalRunError(`the template gives an intrinsic function ${JSON.stringify(argument)} in place of a list`);
  return items;
}

function reference(name: string, scope: Scope): unknown {
  if (name === 'AWS::NoValue') return NO_VALUE;
  if (Object.hasOwn(scope.pseudoParameters, name)) return scope.pseudoParameters[name];
  const resource = scope.resources.get(name);
  if (resource) return resource.ref;
  const parameter = scope.template.Parameters?.[name];
  if (parameter) return parameter.Default ?? '';
  throw new LocalRunError(`the template refers to ${name}, which it does not hold`);
}

function attribute(argument: unknown, scope: Scope): unknown {
  const [id = '', ...path] = Array.isArray(argument) ? argument.map(String) : String(argument).split('.');
  const name = path.join('.');
  const resource = scope.resources.get(id);
  if (!resource) throw new LocalRunError(`the template refers to ${id}, which it does not hold`);
  if (resource.attributes && Object.hasOwn(resource.attributes, name)) return resource.attributes[name];
  throw new LocalRunError(
    `the template asks ${id} (${scope.template.Resources[id]?.Type}) for ${name}, which a local run does not know`,
  );
}

function substitute(argument: unknown, scope: Scope): string {
  const [text, variables] = Array.isArray(argument) ? argument : [argument, {}];
  return String(text).replace(/\$\{(!?)([^}]+)\}/g, (_, literal: string, name: string) => {
    if (literal) return `\${${name}}`;
    if (typeof variables === 'object' && variables !== null && Object.hasOwn(variables, name))
      return String(evaluateValue(Reflect.get(variables, name), scope));
    return String(name.includes('.') ? attribute(name, scope) : reference(name, scope));
  });
}
