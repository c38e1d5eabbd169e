import type { Property, PropertyType } from '@aws-cdk/service-spec-types';
import { propertiesOf, schemaOf } from './resource-schema.ts';

const TAG_PROPERTIES: Readonly<Record<string, Property>> = {
  Key: { type: { type: 'string' }, required: true },
  Value: { type: { type: 'string' }, required: true },
};

/** Where a resource's properties differ from its type's schema, in CloudFormation's words. */
export const propertyProblems = (type: string, properties: unknown): string[] =>
  objectProblems(properties, schemaOf(type)?.properties ?? {}, '#');

function objectProblems(value: unknown, properties: Readonly<Record<string, Property>>, path: string): string[] {
  if (!isObject(value)) return [mismatch(path, 'JSONObject', value)];
  const missing = Object.keys(properties).filter((name) => properties[name]?.required && value[name] === undefined);
  return [
    ...missing.map((name) => `${path}: required key [${name}] not found`),
    ...Object.entries(value).flatMap(([name, item]) => {
      const property = Object.hasOwn(properties, name) ? properties[name] : undefined;
      return property
        ? typeProblems(item, property.type, `${path}/${name}`)
        : [`${path}: extraneous key [${name}] is not permitted`];
    }),
  ];
}

function typeProblems(value: unknown, type: PropertyType, path: string): string[] {
  switch (type.type) {
    case 'ref':
      return objectProblems(value, propertiesOf(type), path);
    case 'tag':
      return objectProblems(value, TAG_PROPERTIES, path);
    case 'array':
      return Array.isArray(value)
        ? value.flatMap((item, index) => typeProblems(item, type.element, `${path}/${index}`))
        : [mismatch(path, 'JSONArray', value)];
    case 'map':
      return isObject(value)
        ? Object.entries(value).flatMap(([name, item]) => typeProblems(item, type.element, `${path}/${name}`))
        : [mismatch(path, 'JSONObject', value)];
    case 'union':
      return unionProblems(type.types.map((each) => typeProblems(value, each, path)));
    case 'json':
      return typeof value === 'object' || typeof value === 'string' ? [] : [mismatch(path, 'JSONObject', value)];
    default:
      return primitiveProblems(value, type, path);
  }
}

const unionProblems = (problems: readonly string[][]) =>
  problems.some(({ length }) => length === 0) ? [] : (problems[0] ?? []);

/** CloudFormation takes `"5"` for a number, `"true"` for a boolean, and a number for a string. */
const PRIMITIVES: Readonly<Record<string, (value: string) => boolean>> = {
  integer: (value) => /^-?\d+$/.test(value),
  number: (value) => value !== '' && Number.isFinite(Number(value)),
  boolean: (value) => value === 'true' || value === 'false',
};

function primitiveProblems(value: unknown, type: PropertyType, path: string): string[] {
  const isPrimitive = ['string', 'number', 'boolean'].includes(typeof value);
  const isOfType = PRIMITIVES[type.type] ?? (() => true);
  if (!isPrimitive || !isOfType(String(value))) return [mismatch(path, type.type, value)];
  const allowed: readonly unknown[] = ('allowedValues' in type && type.allowedValues) || [];
  if (allowed.length === 0 || allowed.map(String).includes(String(value))) return [];
  return [`${path}: ${value} is not a valid enum value; allowed: ${allowed.join(', ')}`];
}

const mismatch = (path: string, expected: string, found: unknown) =>
  `${path}: expected type: ${expected}, found: ${JSON.stringify(found)}`;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
