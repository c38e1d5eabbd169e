import { ARCHIVE } from '../../core/archive.ts';
import type { Webhooks } from '../../core/configuration.ts';
import { queueSuffix } from '../../core/names.ts';
import { isOrdered, placeOf } from '../../core/queue-place.ts';
import type { Queues } from '../aws/queues.ts';
import type { AcceptParts } from './accept.ts';

export interface SendToOptions {
  readonly queues: Pick<Queues, 'send'>;
  readonly webhooks: Webhooks;
  /** The URL of any queue of the stack, up to the processor's name. */
  readonly queueUrlPrefix: string;
}

/** Makes what puts the message of an event in its place on a processor's queue. */
export function sendTo({ queues, webhooks, queueUrlPrefix }: SendToOptions): AcceptParts['send'] {
  return async (name, body, event, limits) => {
    if (name === ARCHIVE) return queues.send(queueUrlPrefix + ARCHIVE, { body }, limits);
    const processor = webhooks.processors[name];
    if (!processor) throw new Error(`there is no processor "${name}"`);
    const url = queueUrlPrefix + queueSuffix(name, isOrdered(processor));
    await queues.send(url, { body, ...placeOf(processor, event) }, limits);
  };
}
