import type { Webhooks } from '../core/index.ts';
import { wrongUse } from './cli-error.ts';

/** The name of a source, if there is one of that name. */
export function knownSource({ sources }: Webhooks, name: string): string {
  if (Object.hasOwn(sources, name)) return name;
  throw wrongUse(`there is no source "${name}"; there are: ${Object.keys(sources).join(', ')}`);
}
