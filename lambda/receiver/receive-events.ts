import type { SQSBatchResponse, SQSRecord } from 'aws-lambda';
import type { Source } from '../../core/configuration.ts';
import { OUTCOMES } from '../../core/outcomes.ts';
import { readPartnerEvent } from '../../core/partner-event.ts';
import { broughtByPartner } from '../../core/verify.ts';
import { errorText, type Log } from '../log.ts';
import type { SourceFigures } from '../metrics.ts';
import { type TakeInParts, takeIn } from '../verifier/take-in.ts';

export interface ReceiverParts {
  readonly source: Source;
  /** The path of an event that was verified. */
  readonly path: Omit<TakeInParts, 'onChangedBody' | 'signedBy'>;
  /** Puts aside what is not an event of the source, with the reason. */
  readonly putAside: (body: string, error: string) => Promise<void>;
  /** Counts what becomes of events, by the names that requests are counted under. */
  readonly count: (figures: SourceFigures) => void;
  readonly now: () => number;
  readonly log: Log;
}

/**
 * Takes the events of one invocation in, and names the messages that have to stay on the queue. A message may go once each
 * of its event's processors has it on its queue, as a request is answered 200 then.
 */
export async function receiveEvents(records: readonly SQSRecord[], parts: ReceiverParts): Promise<SQSBatchResponse> {
  const stays = await Promise.all(records.map((record) => receiveOne(record, parts)));
  const batchItemFailures = stays.flatMap((stay, index) =>
    stay ? [{ itemIdentifier: records[index]?.messageId ?? '' }] : [],
  );
  return { batchItemFailures };
}

/** Tells whether the message has to stay. */
async function receiveOne({ body }: SQSRecord, parts: ReceiverParts): Promise<boolean> {
  const { source, now, putAside, count } = parts;
  const counted = { Received: 1, BodySize: Buffer.byteLength(body) };
  const { partner: form } = source.provider;
  const startedAt = now();
  const event = form && readPartnerEvent(body, form);
  const log = parts.log.with({ source: source.name, request: event?.id });
  try {
    const delivery = event && broughtByPartner(source, event);
    const received = { receivedAt: startedAt, requestId: event?.id ?? '' };
    const taken = delivery && (await takeIn(source, delivery, received, { ...parts.path, log }));
    if (!taken || taken.outcome === 'unreadable') {
      log.error('unreadable');
      count({ ...counted, Unreadable: 1 });
      await putAside(
        body,
        event && !delivery ? `from ${event.eventSource}` : `not an event of ${source.provider.name}`,
      );
      return false;
    }
    count({ ...counted, [OUTCOMES[taken.outcome].metric]: 1 });
    const [first] = taken.events;
    log.info(taken.outcome, { event: first?.facts.id, type: first?.facts.type, ms: now() - startedAt });
    return taken.outcome === 'unavailable';
  } catch (error) {
    log.error('failed', { error: errorText(error) });
    count({ ...counted, Unavailable: 1 });
    return true;
  }
}
