import { claimCheckOf } from '../../core/claim-check.ts';
import type { Content } from '../../core/content.ts';
import type { Description } from '../../core/describe.ts';
import { encodeEnvelope } from '../../core/envelope.ts';
import type { EventFacts } from '../../core/event-facts.ts';
import type { ClaimChecks } from '../aws/claim-checks.ts';
import type { CallLimits } from '../aws/http/service.ts';

export interface MessageParts {
  readonly claimChecks: Pick<ClaimChecks, 'put'>;
  /** A message over this many KB goes without its body. */
  readonly claimCheckKb: number;
  /** How long the put may take. @default - as long as the client waits */
  readonly limits?: CallLimits;
}

/** The message of an event. A body that is too large for it is put aside first; throws what S3 throws. */
export async function messageOf(
  { facts, event, content, digest }: Description,
  { claimChecks, claimCheckKb, limits }: MessageParts,
): Promise<string> {
  const whole = encodeWithin(claimCheckKb * 1024, facts, event.rawBody, content);
  if (whole !== undefined) return whole;
  const claimCheck = claimCheckOf(facts, event.rawBody, digest);
  await claimChecks.put(claimCheck, event.rawBody, limits);
  return encodeEnvelope(facts, claimCheck);
}

/** The envelope with the body in it, unless it would be larger; a body can grow on its way into one. */
function encodeWithin(most: number, facts: EventFacts, body: Buffer, content?: Content): string | undefined {
  if (body.length > most) return undefined;
  const message = encodeEnvelope(facts, body, content);
  return Buffer.byteLength(message) > most ? undefined : message;
}
