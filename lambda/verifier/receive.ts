import { type Source, targetsOf, type Webhooks } from '../../core/configuration.ts';
import { readContent } from '../../core/content.ts';
import type { Answer, Delivery } from '../../core/delivery.ts';
import { describe } from '../../core/describe.ts';
import { encodeEnvelope, LARGEST_ENVELOPE } from '../../core/envelope.ts';
import { acknowledge, answerTo, type OutcomeName } from '../../core/outcomes.ts';
import { type Verification, type Verified, verifyDelivery } from '../../core/verify.ts';
import { errorText, type Log } from '../log.ts';
import { type AcceptParts, accept } from './accept.ts';
import type { HttpRequest } from './http-event.ts';
import type { KeyCache } from './key-cache.ts';

export interface ReceiveParts extends AcceptParts {
  readonly webhooks: Webhooks;
  readonly keys: KeyCache;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Answers one request. Never throws: what fails is ours, and answered 503 so that the provider tries again. */
export async function receive(request: HttpRequest, parts: ReceiveParts): Promise<Answer> {
  const startedAt = parts.now();
  const log = parts.log.with({ source: request.source, request: request.requestId });
  const finish = (outcome: OutcomeName, answer: Answer = answerTo(outcome), fields = {}) => {
    log.info(outcome, { ...fields, ms: parts.now() - startedAt });
    return answer;
  };
  try {
    return await answer(request, { ...parts, log }, finish);
  } catch (error) {
    log.error('failed', { error: errorText(error) });
    return finish('unavailable');
  }
}

type Finish = (outcome: OutcomeName, answer?: Answer, fields?: Parameters<Log['info']>[1]) => Answer;

async function answer(request: HttpRequest, parts: ReceiveParts, finish: Finish): Promise<Answer> {
  const { source: name, delivery } = request;
  const source = Object.hasOwn(parts.webhooks.sources, name) ? parts.webhooks.sources[name] : undefined;
  if (!source) return finish('unknown-source');
  const probe = source.provider.probe?.(delivery.method, readContent(delivery));
  if (probe) return finish('handshake', probe);
  if (delivery.method !== 'POST') return finish('wrong-method');

  const keys = await parts.keys.keys(source);
  if (keys.length === 0) return finish('secret-unset');
  const verification = await verifyTwice(source, delivery, keys, parts);
  if (!verification.ok) return finish('refused', answerTo('refused'), { cause: verification.cause });
  return answerVerified(source, verification.delivery, request.requestId, parts, finish);
}

/** A wrong signature may only mean that the secret was rotated since it was read. */
async function verifyTwice(
  source: Source,
  delivery: Delivery,
  keys: Parameters<typeof verifyDelivery>[2],
  { keys: cache, now }: ReceiveParts,
): Promise<Verification> {
  const first = await verifyDelivery(source, delivery, keys, now());
  if (first.ok || first.cause !== 'wrong-signature') return first;
  const refreshed = await cache.refreshed(source);
  return refreshed ? verifyDelivery(source, delivery, refreshed, now()) : first;
}

async function answerVerified(
  source: Source,
  delivery: Verified<Delivery>,
  requestId: string,
  parts: ReceiveParts,
  finish: Finish,
): Promise<Answer> {
  const handshake = source.provider.handshake?.(readContent(delivery));
  if (handshake) return finish('handshake', handshake);

  const description = describe(source, delivery, { receivedAt: parts.now(), requestId });
  if (!description) return finish('unreadable');
  const { facts, event } = description;
  const fields = { event: facts.id, type: facts.type };
  const ack = source.emptyAnswer ? { status: 200 } : source.provider.ack;

  const targets = targetsOf(parts.webhooks, event);
  if (targets.length === 0) return finish('ignored', acknowledge('ignored', facts, ack), fields);
  const message = encodeEnvelope(facts, delivery.body);
  if (Buffer.byteLength(message) > LARGEST_ENVELOPE) return finish('too-large', answerTo('too-large'), fields);

  const outcome = await accept(description, targets, message, parts);
  if (outcome === 'unavailable') return finish('unavailable', answerTo('unavailable'), fields);
  return finish(outcome, acknowledge(outcome, facts, ack), fields);
}
