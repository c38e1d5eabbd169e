import { type Account, findResource } from './account.ts';
import type { FullTemplate, TemplateParameter } from './template.ts';

export interface ResolvedParameters {
  readonly values: Readonly<Record<string, unknown>>;
  readonly problems: readonly string[];
}

/** The values of a template's parameters: what is given, or else the default; looked up where the type says so. */
export function resolveParameters(
  { Parameters = {} }: FullTemplate,
  given: Readonly<Record<string, string>>,
  account: Account,
): ResolvedParameters {
  const unknown = Object.keys(given).filter((name) => !Object.hasOwn(Parameters, name));
  const entries = Object.entries(Parameters).map(([name, parameter]) => ({
    name,
    ...resolve(name, parameter, given[name] ?? parameter.Default, account),
  }));
  return {
    values: Object.fromEntries(entries.map(({ name, value }) => [name, value])),
    problems: [
      ...(unknown.length > 0 ? [`Parameters: [${unknown.join(', ')}] do not exist in the template`] : []),
      ...entries.flatMap(({ problem }) => problem ?? []),
    ],
  };
}

function resolve(name: string, parameter: TemplateParameter, raw: unknown, account: Account) {
  const { Type, AllowedValues = [], AllowedPattern } = parameter;
  if (raw === undefined) return { value: raw, problem: `Parameters: [${name}] must have values` };
  const text = String(raw);
  if (AllowedValues.length > 0 && !AllowedValues.map(String).includes(text))
    return { value: raw, problem: `Parameter '${name}' must be one of AllowedValues` };
  if (AllowedPattern !== undefined && !new RegExp(`^(?:${AllowedPattern})$`).test(text))
    return {
      value: raw,
      problem: `Parameter ${name} failed to satisfy constraint: must match pattern ${AllowedPattern}`,
    };
  if (Type === 'CommaDelimitedList') return { value: text === '' ? [] : text.split(',').map((item) => item.trim()) };
  if (!Type.startsWith('AWS::SSM::Parameter::Value')) return { value: text };
  const value = findResource(account, 'AWS::SSM::Parameter', text)?.properties.Value;
  if (value !== undefined) return { value };
  return { value, problem: `Unable to fetch parameters [${text}] from parameter store for this account.` };
}
