import { deadlineOf } from '../../core/answer-time.ts';
import { takesRequests } from '../../core/configuration.ts';
import { type Content, readContent } from '../../core/content.ts';
import type { Answer, Delivery } from '../../core/delivery.ts';
import { isName } from '../../core/names.ts';
import { acknowledge, answerTo, type OutcomeName } from '../../core/outcomes.ts';
import { EXPIRED_SECRET, isQuarantineCause, type QuarantineCause } from '../../core/quarantine.ts';
import type { LoadDocument } from '../../core/signatures/document.ts';
import type { Key } from '../../core/signatures/scheme.ts';
import { type AddressedSource, addressedIn } from '../../core/tenants.ts';
import type { RefusalCause } from '../../core/verdict.ts';
import type { Verified } from '../../core/verify.ts';
import { errorText, type LogFields } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import { countRequest } from './count-request.ts';
import type { Gate } from './gate.ts';
import type { HttpRequest } from './http-event.ts';
import { type Patience, patience } from './patience.ts';
import type { Keep } from './quarantine-keeper.ts';
import { type TakeInParts, takeIn } from './take-in.ts';
import type { Admit } from './throttle.ts';
import { fitsExpired, type VerifyParts, verifyTwice } from './verify-twice.ts';

export interface ReceiveParts extends TakeInParts, VerifyParts {
  /** Visits an address by which a provider is told that the endpoint agrees. */
  readonly visit: LoadDocument;
  /** Whether the source has room for a request. @default - it has */
  readonly admit?: Admit;
  /** Whether a request comes from where it may. @default - from anywhere */
  readonly gate?: Gate;
  /** Keeps a request that an operator may want to look at, or let in. */
  readonly keep: Keep;
  /** Counts what becomes of requests. @default - nobody counts */
  readonly metrics?: Metrics;
}

/** Answers one request. Never throws: what fails is ours, and answered 503 so that the provider tries again. */
export async function receive(request: HttpRequest, parts: ReceiveParts): Promise<Answer> {
  const startedAt = parts.now();
  const found = addressedIn(parts.webhooks, request.source, request.tenant);
  const source = found && takesRequests(found) ? found : undefined;
  // Of a name that no source can have nothing is written: it is whatever somebody put into an address.
  const name = isName(request.source) ? request.source : undefined;
  const log = parts.log.with({ source: name, tenant: source?.tenant, request: request.requestId });
  const { metrics, now } = parts;
  let isGivenUp = false;
  const finish = (outcome: OutcomeName, answer: Answer = answerTo(outcome), fields: LogFields = {}) => {
    // The provider was told something else before.
    if (isGivenUp) return answer;
    const ms = now() - startedAt;
    log.info(outcome, { ...fields, ms });
    const bodyBytes = request.delivery.body.length;
    if (metrics && source) countRequest(metrics, { source: source.name, outcome, bodyBytes, ms, fields });
    return answer;
  };
  try {
    if (!source) return finish('unknown-source');
    const limits = patience(deadlineOf(source), request.arrivedAt, startedAt);
    return await limits.outlast(answer(source, request, { ...parts, log, limits }, finish));
  } catch (error) {
    log.error('failed', { error: errorText(error) });
    const unavailable = finish('unavailable');
    isGivenUp = true;
    return unavailable;
  }
}

interface AnswerParts extends ReceiveParts {
  /** How long the sender of this request waits. */
  readonly limits: Patience;
}

type Finish = (outcome: OutcomeName, answer?: Answer, fields?: LogFields) => Answer;

async function answer(
  source: AddressedSource,
  request: HttpRequest,
  parts: AnswerParts,
  finish: Finish,
): Promise<Answer> {
  const { delivery } = request;
  const blocked = parts.gate?.(source, request.hops, delivery.headers);
  if (blocked) return finish('blocked', answerTo('blocked'), { ...blocked });
  const content = readContent(delivery);
  const probe = source.provider.probe?.(delivery.method, content, source.settings);
  if (probe && typeof probe !== 'function') return finish('handshake', probe);
  if (!probe && delivery.method !== 'POST') return finish('wrong-method');

  if (parts.admit && !(await parts.admit(source, parts.limits))) return finish('too-many');
  const keys = await parts.keys.keys(source, parts.limits);
  // Whoever tries out names of tenants is answered as if they were there: that of a stranger is one more wrong signature.
  if (parts.keys.isUnknown(source)) return finish('refused', answerTo('refused'), { cause: 'unknown-tenant' });
  if (keys.length === 0 && !source.provider.scheme.secretless) return answerUnset(source, content, parts, finish);
  if (probe) return finish('handshake', probe(keys));
  const { verification, tried } = await verifyTwice(source, delivery, keys, parts);
  if (!verification.ok) {
    const isExpired = verification.cause === 'wrong-signature' && (await fitsExpired(source, delivery, parts));
    return answerRefused(request, isExpired ? EXPIRED_SECRET : verification.cause, parts, finish);
  }
  const ordered = [...tried.slice(verification.key), ...tried.slice(0, verification.key)];
  const signedBy = parts.keys.markOf(source, tried[verification.key]);
  // Every line would be longer for it; what is not said is the first one.
  const sayWhich: Finish = (outcome, given, fields) => finish(outcome, given, { ...fields, signedBy });
  const toEnd = verification.key > 0 ? sayWhich : finish;
  return answerVerified(source, verification.delivery, ordered, request, { ...parts, signedBy }, toEnd);
}

type Refusal = RefusalCause | typeof EXPIRED_SECRET;

/** What looks like the provider's is kept before the answer: afterwards Lambda freezes the function. */
async function answerRefused(request: HttpRequest, cause: Refusal, parts: AnswerParts, finish: Finish) {
  const kept = isQuarantineCause(cause) && (await keepAs(cause, request, parts));
  return finish('refused', answerTo('refused'), { cause, kept });
}

function keepAs(
  cause: QuarantineCause,
  { source, tenant, requestId, delivery }: HttpRequest,
  { keep, now, log, limits }: AnswerParts,
) {
  return keep(
    {
      source,
      ...(tenant !== undefined && { tenant }),
      requestId,
      receivedAt: new Date(now()).toISOString(),
      cause,
      delivery,
    },
    log,
    // That there is no copy changes nothing about the answer, as long as there is time for one.
    Math.floor(limits.leftMs() / 2),
  );
}

/** Without a secret nothing is accepted; but a provider may hand it over, once. */
async function answerUnset(
  source: AddressedSource,
  content: Content,
  parts: AnswerParts,
  finish: Finish,
): Promise<Answer> {
  const enrolment = source.provider.enrol?.(content);
  if (!enrolment || !(await parts.keys.enrol(source, enrolment.secret, parts.limits))) return finish('secret-unset');
  return finish('handshake', enrolment.answer);
}

async function answerVerified(
  source: AddressedSource,
  delivery: Verified<Delivery>,
  keys: readonly Key[],
  { requestId, traceparent }: HttpRequest,
  parts: AnswerParts,
  finish: Finish,
): Promise<Answer> {
  const { name, tenant, provider, settings, emptyAnswer } = source;
  const content = readContent(delivery);
  const handshake = provider.handshake?.(content, { keys, settings });
  if (handshake) {
    if (handshake.visit) await agree(handshake.visit, parts);
    return finish('handshake', handshake);
  }
  let isChanged = false;
  const onChangedBody = () => {
    isChanged = true;
  };
  const received = { receivedAt: parts.now(), requestId, traceparent };
  const { outcome, events } = await takeIn(source, delivery, received, { ...parts, onChangedBody }, content);
  // What also comes by EventBridge is written anew there, and differs in nothing but its layout.
  if (isChanged && !source.from)
    await keepAs('changed-body', { source: name, tenant, requestId, delivery: withoutProof(delivery) }, parts);
  const [event] = events;
  const fields = events.length === 1 ? { event: event?.facts.id, type: event?.facts.type } : { events: events.length };
  if (outcome !== 'accepted' && outcome !== 'duplicate' && outcome !== 'ignored')
    return finish(outcome, answerTo(outcome), fields);
  const ack = emptyAnswer ? { status: 200 } : provider.ack;
  const facts = events.map((each) => each.facts);
  return finish(outcome, acknowledge(outcome, facts, ack), fields);
}

/** A copy to be looked at needs no signature, and must not hold a secret that its sender handed over. */
function withoutProof({ method, url, headers, body }: Delivery): Delivery {
  const contentType = headers['content-type'];
  return { method, url: url.split('?', 1)[0] ?? '', headers: contentType ? { 'content-type': contentType } : {}, body };
}

async function agree(url: string, { visit }: ReceiveParts): Promise<void> {
  const { status } = await visit({ url });
  if (status >= 300) throw new Error(`the address that confirms the endpoint answered ${status}`);
}
