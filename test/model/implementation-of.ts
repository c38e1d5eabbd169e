import { buildMutant } from '../protocol/build-mutant.ts';
import type { Handlers } from './calls.ts';
import type { Variant } from './variants.ts';

/** The handlers of a wrong variant: the real code, edited. */
export async function implementationOf(name: string, { edits = [] }: Variant): Promise<Handlers> {
  return buildMutant(`model ${name}`, { edits, caughtBy: 'answers 200 only when every send succeeded' });
}
