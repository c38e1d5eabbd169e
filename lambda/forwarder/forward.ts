import { encodeEnvelope } from '../../core/envelope.ts';
import { identityOf } from '../../core/queue-place.ts';
import { PermanentError } from '../runtime/permanent-error.ts';
import type { Work } from '../runtime/process-message.ts';

/** An event as it is handed over. */
export interface HandedEvent {
  /** The envelope: CloudEvents 1.0 in JSON. */
  readonly envelope: string;
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly time: string;
  readonly subject?: string | undefined;
  /** What it is ordered by, or takes turns by, where the processor says so. */
  readonly group?: string | undefined;
  /** The same for each attempt, and another one for each replay. */
  readonly identity: string;
}

/** Hands an event over, or throws. */
export type HandOver = (event: HandedEvent, signal: AbortSignal) => Promise<void>;

export interface ForwardOptions {
  readonly handOver: HandOver;
  /** What the target takes, in bytes of an envelope. */
  readonly largest: number;
  /** Where bodies lie that are too large for their messages. */
  readonly claimCheckBucket: string;
}

/** The work of a processor whose events are handed over to something else. */
export function forward({ handOver, largest, claimCheckBucket }: ForwardOptions): Work {
  return async ({ rawBody }, { message, signal }) => {
    const { facts, body } = message.envelope;
    const whole = Buffer.isBuffer(body) ? message.body : wholeWithin(largest, facts, rawBody);
    const envelope = whole ?? withBucket(message.body, claimCheckBucket);
    const bytes = Buffer.byteLength(envelope);
    if (bytes > largest)
      throw new PermanentError(
        `the envelope has ${bytes} bytes, and the target takes ${largest}: lower "claimCheckThresholdKb" of the stack`,
      );
    const { id, source, type, time, subject } = facts;
    const identity = identityOf(facts);
    await handOver({ envelope, id, source, type, time, subject, group: message.group, identity }, signal);
  };
}

/** The envelope with the body back in it, so that whoever gets it need not fetch anything; unless it is too large. */
function wholeWithin(largest: number, facts: Parameters<typeof encodeEnvelope>[0], body: Buffer): string | undefined {
  if (body.length > largest) return undefined;
  const whole = encodeEnvelope(facts, body);
  return Buffer.byteLength(whole) > largest ? undefined : whole;
}

/** Of a body that stays in S3 the consumer has to know where that is. */
const withBucket = (envelope: string, databucket: string) => JSON.stringify({ ...JSON.parse(envelope), databucket });
