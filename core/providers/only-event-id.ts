import type { Content } from '../content.ts';
import { at } from '../field.ts';

/** The id in a list of one CloudEvent. A list of several is known by its digest: the next may start alike. */
export function onlyEventId({ json }: Content): string | undefined {
  const id = at(json, '1') === undefined ? at(json, '0.id') : undefined;
  return typeof id === 'string' ? id : undefined;
}
