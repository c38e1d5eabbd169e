import { wrongUse } from '../cli-error.ts';
import type { Asked } from './route.ts';

/** A parameter of the query; absent or empty is `undefined`. */
export const parameter = ({ query }: Asked, name: string) => query.get(name) || undefined;

/** A parameter that has to be there. */
export function required(asked: Asked, name: string): string {
  const value = parameter(asked, name);
  if (value === undefined) throw wrongUse(`the parameter "${name}" is missing`);
  return value;
}

/** A whole number out of the query, from 0 up to so many. */
export function count(asked: Asked, name: string, otherwise: number, most: number): number {
  const value = Number(parameter(asked, name) ?? otherwise);
  if (Number.isInteger(value) && value >= 0) return Math.min(value, most);
  throw wrongUse(`the parameter "${name}" has to be a whole number, and is "${parameter(asked, name)}"`);
}

/** A text out of what was posted. */
export function text({ body }: Asked, name: string): string {
  const value = body[name];
  if (typeof value === 'string' && value !== '') return value;
  throw wrongUse(`"${name}" has to be a text`);
}

/** A text out of what was posted, or nothing. */
export const optionalText = (asked: Asked, name: string) =>
  [undefined, null, ''].some((nothing) => asked.body[name] === nothing) ? undefined : text(asked, name);

/** A list of texts out of what was posted. */
export function texts({ body }: Asked, name: string): readonly string[] {
  const value = body[name] ?? [];
  if (Array.isArray(value) && value.every((each) => typeof each === 'string')) return value;
  throw wrongUse(`"${name}" has to be a list of texts`);
}
