import type { Processor, Webhooks } from '../core/configuration.ts';
import { wrongUse } from './cli-error.ts';

/** The processor of a name, if there is one. */
export function knownProcessor({ processors }: Webhooks, name: string): Processor {
  const processor = Object.hasOwn(processors, name) ? processors[name] : undefined;
  if (processor) return processor;
  throw wrongUse(`there is no processor "${name}"; there are: ${Object.keys(processors).join(', ')}`);
}
