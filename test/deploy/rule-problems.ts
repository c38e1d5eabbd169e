import { evaluate, type Scope } from '../../local/template/evaluate.ts';
import type { FullTemplate } from './template.ts';

/** The rules of a template that its parameters break. CDK's own asks for a recent bootstrap. */
export function ruleProblems({ Rules = {} }: FullTemplate, scope: Scope): string[] {
  return Object.values(Rules)
    .flatMap(({ Assertions }) => Assertions)
    .filter(({ Assert }) => !holds(Assert, scope))
    .map(({ AssertDescription }) => `Template constraint violated: ${AssertDescription}`);
}

/** `Fn::Contains` is for rules only: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/rules-section-structure.html */
function holds(assertion: unknown, scope: Scope): boolean {
  const [[name, argument] = ['', undefined]] = Object.entries(Object(assertion));
  const parts: readonly unknown[] = Array.isArray(argument) ? argument : [];
  if (name === 'Fn::Not') return !holds(parts[0], scope);
  if (name === 'Fn::And') return parts.every((part) => holds(part, scope));
  if (name === 'Fn::Or') return parts.some((part) => holds(part, scope));
  if (name !== 'Fn::Contains') return evaluate(assertion, scope) === true;
  const [list, value] = parts.map((part) => evaluate(part, scope));
  return Array.isArray(list) && list.map(String).includes(String(value));
}
