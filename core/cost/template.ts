import { asRecord } from '../parse-options.ts';

/** A CloudFormation template, as far as it is read here. */
export interface CostedTemplate {
  readonly Resources: Readonly<Record<string, CostedResource>>;
}

export interface CostedResource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly Metadata?: Readonly<Record<string, unknown>>;
}

export type Properties = Readonly<Record<string, unknown>>;

/** The properties of every resource of a type, in all templates of a stack. */
export const propertiesOf = (templates: readonly CostedTemplate[], type: string): Properties[] =>
  templates.flatMap(({ Resources }) =>
    Object.values(Resources)
      .filter(({ Type }) => Type === type)
      .map(({ Properties = {} }) => Properties),
  );

/** A part of a property, found by names that lead to it. */
export const part = (value: unknown, ...names: readonly string[]): unknown =>
  names.reduce((found: unknown, name) => asRecord(found)?.[name], value);

/** A property that is a list; empty when it is none. */
export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** A property that is a number, or a text that is one. */
export function numberOf(value: unknown, otherwise: number): number {
  const number = typeof value === 'number' || typeof value === 'string' ? Number(value) : Number.NaN;
  return Number.isFinite(number) ? number : otherwise;
}
