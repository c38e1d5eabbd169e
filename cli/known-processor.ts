import { ARCHIVE } from '../core/archive.ts';
import type { Processor, Webhooks } from '../core/configuration.ts';
import { wrongUse } from './cli-error.ts';

/** Whatever has a queue and a dead-letter queue: a processor, or the archive. */
export type Receiver = Pick<Processor, 'name' | 'orderedBy' | 'redrive'>;

/** The processors, and the archive if there is one. */
export const receiversOf = ({ processors, archive }: Webhooks): readonly Receiver[] => [
  ...Object.values(processors),
  ...(archive ? [{ name: ARCHIVE, redrive: 'safe' as const }] : []),
];

/** The processor of a name, if there is one. */
export const knownProcessor = ({ processors }: Webhooks, name: string): Processor =>
  named(name, Object.values(processors));

/** The processor of a name, or the archive, if there is one. */
export const knownReceiver = (webhooks: Webhooks, name: string): Receiver => named(name, receiversOf(webhooks));

function named<One extends Receiver>(name: string, all: readonly One[]): One {
  const one = all.find((each) => each.name === name);
  if (one) return one;
  throw wrongUse(`there is no processor "${name}"; there are: ${all.map((each) => each.name).join(', ')}`);
}
