import { unheld } from '../../core/custody.ts';
import type { Description } from '../../core/describe.ts';
import { ledgerItem } from '../../core/ledger-item.ts';
import type { CallLimits } from '../aws/http/service.ts';
import type { Ledger } from '../aws/ledger.ts';
import { errorText, type Log } from '../log.ts';

export interface AcceptParts {
  readonly ledger: Pick<Ledger, 'record'>;
  /** Puts the message of an event on a processor's queue. */
  readonly send: (processor: string, message: string, event: Description, limits?: CallLimits) => Promise<void>;
  /** How long the calls may take. @default - as long as the clients wait */
  readonly limits?: CallLimits;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Is told that the event was recorded with another body. */
  readonly onChangedBody?: () => void;
  /** Which of the source's secrets the event was signed with. */
  readonly signedBy?: string | undefined;
  readonly log: Log;
}

/**
 * Takes a verified event into custody: records it, then sends it to every processor of which no consumer is known to
 * have held it. Anything but `unavailable` may be answered with 200: for each target this request's send succeeded, or
 * the ledger shows that a consumer holds or held the event.
 */
export async function accept(
  description: Description,
  targets: readonly string[],
  message: string,
  { ledger, send, limits, now, onChangedBody, signedBy, log }: AcceptParts,
): Promise<'accepted' | 'duplicate' | 'unavailable'> {
  const { facts, digest } = description;
  const item = ledgerItem(facts, digest, targets, now());
  const entry = await ledger.record(signedBy === undefined ? item : { ...item, signedBy }, limits);
  const outstanding = unheld(targets, new Set(entry?.custody.keys()));
  const sends = await Promise.allSettled(outstanding.map((target) => send(target, message, description, limits)));
  if (entry && entry.digest !== digest) {
    log.warn('sent again with another body');
    onChangedBody?.();
  }

  const failed = sends.flatMap((result, index) =>
    result.status === 'rejected' ? [{ index, reason: result.reason }] : [],
  );
  for (const { index, reason } of failed)
    log.error('send failed', { processor: outstanding[index], error: errorText(reason) });
  if (failed.length > 0) return 'unavailable';
  return entry ? 'duplicate' : 'accepted';
}
