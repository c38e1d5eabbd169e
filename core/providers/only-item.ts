import type { Content } from '../content.ts';
import { at } from '../field.ts';

/**
 * Reads a path of the only item of a list in the body. In a list of several, the first item says nothing about the whole:
 * the next list may start alike, and a processor that listens to its type would never hear of the others.
 */
export const onlyItem =
  (list: string, path: string) =>
  ({ json }: Content): string | number | undefined => {
    const items = at(json, list);
    const value = Array.isArray(items) && items.length === 1 ? at(items[0], path) : undefined;
    return typeof value === 'string' || typeof value === 'number' ? value : undefined;
  };
