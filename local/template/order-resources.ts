import { LocalRunError } from '../local-run-error.ts';
import type { Template } from './assembly.ts';

/**
 * The logical ids of a template's resources, each after those that it refers to or depends on.
 * @throws {LocalRunError} when resources wait for each other
 */
export function orderResources({ Resources }: Template): string[] {
  const ordered = new Set<string>();
  const visit = (id: string, path: readonly string[]) => {
    if (ordered.has(id)) return;
    if (path.includes(id))
      throw new LocalRunError(`the template's resources wait for each other: ${[...path, id].join(' → ')}`);
    const resource = Resources[id];
    if (!resource) return;
    const needed = new Set([...referencesIn(resource.Properties), ...[resource.DependsOn ?? []].flat()]);
    for (const other of needed) visit(other, [...path, id]);
    ordered.add(id);
  };
  for (const id of Object.keys(Resources)) visit(id, []);
  return [...ordered];
}

function referencesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(referencesIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, argument]) => {
    if (key === 'Ref') return [String(argument)];
    if (key === 'Fn::GetAtt') return [String(Array.isArray(argument) ? argument[0] : String(argument).split('.')[0])];
    if (key === 'Fn::Sub') return [...substitutedIn(argument), ...referencesIn(argument)];
    return referencesIn(argument);
  });
}

function substitutedIn(argument: unknown): string[] {
  const text = String(Array.isArray(argument) ? argument[0] : argument);
  return [...text.matchAll(/\$\{([^!}][^}]*)\}/g)].map(([, name = '']) => name.split('.')[0] ?? '');
}
