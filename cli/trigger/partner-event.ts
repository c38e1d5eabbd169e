import { randomBytes } from 'node:crypto';
import { sampleDelivery } from '../../core/catalogue/index.ts';
import type { Source } from '../../core/configuration.ts';
import { parseJson, readContent } from '../../core/content.ts';
import type { Delivery } from '../../core/delivery.ts';
import { readField } from '../../core/field.ts';
import { partnerDetail } from '../../core/partner-event.ts';
import { failed, wrongUse } from '../cli-error.ts';
import type { Deployment } from '../deployment.ts';
import type { PreparedDelivery } from './prepare-delivery.ts';
import type { SentAnswer } from './send-delivery.ts';

/**
 * Makes an event as the source's provider would put it on EventBridge: without a signature.
 * @throws {CliError} when there is no such sample
 */
export function preparePartnerEvent(
  { provider }: Source,
  type: string | undefined,
  payload: Buffer | undefined,
  now: number,
): PreparedDelivery {
  const delivery = sample(provider, type, now);
  const sent = payload ? { ...delivery, body: payload } : delivery;
  const content = readContent(sent);
  const [id, eventType] = [readField(content, provider.event.id), readField(content, provider.event.type)];
  return { delivery: sent, event: { ...(id && { id }), ...(eventType && { type: eventType }) } };
}

function sample(provider: Source['provider'], type: string | undefined, now: number): Delivery {
  try {
    return sampleDelivery(provider, type, {
      url: 'https://events.local/',
      now,
      nonce: randomBytes(12).toString('hex'),
    });
  } catch (error) {
    throw wrongUse(error instanceof Error ? error.message : String(error));
  }
}

/**
 * Puts an event on the bus of the source's partner event source, as its provider would.
 * @throws {CliError} on AWS, where only the provider may do so
 */
export async function putPartnerEvent(
  { name, provider, from }: Source,
  { delivery, event }: PreparedDelivery,
  { isLocal, aws }: Deployment,
): Promise<SentAnswer> {
  if (!isLocal || !aws.endpoint)
    throw failed(
      `the events of source "${name}" come from ${from?.eventSource}, where only ${provider.name} can put some: make one there, or try it on a local run`,
    );
  const { partner = { prefix: '' } } = provider;
  const entry = {
    Source: from?.eventSource,
    DetailType: partner.detailType ?? event.type ?? 'event',
    Detail: partnerDetail(partner, delivery),
  };
  const startedAt = performance.now();
  const response = await fetch(aws.endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': 'AWSEvents.PutPartnerEvents' },
    body: JSON.stringify({ Entries: [entry] }),
  });
  const answer: unknown = parseJson(await response.text());
  const [refusal] = [Object(answer).Entries].flat().filter((one) => Object(one).ErrorCode);
  const ms = Math.round(performance.now() - startedAt);
  if (refusal) return { status: 400, body: `${refusal.ErrorCode}: ${refusal.ErrorMessage}`, ms };
  return { status: response.status, body: `put on ${from?.eventSource}`, ms };
}
