import { parseJson } from './content.ts';
import type { Delivery } from './delivery.ts';
import { jsonMember } from './json-items.ts';
import { asRecord } from './parse-options.ts';

/** How a provider's events look on EventBridge, compared with its webhooks. */
export interface PartnerForm {
  /** What the names of its event sources begin with. */
  readonly prefix: string;
  /** The member of `detail` that is a webhook's body. @default - `detail` is */
  readonly body?: string;
  /** The member of `detail` that has what a webhook has in its headers. @default - there are none */
  readonly headers?: string;
  /** The `detail-type` of every event. @default - the event type */
  readonly detailType?: string;
}

/** An event off a partner's bus, as the webhook that it would have been. */
export interface PartnerEvent {
  /** The partner event source that it came from. */
  readonly eventSource: string;
  /** EventBridge's own id of it. */
  readonly id: string;
  /** What nobody has shown to be the provider's yet. */
  readonly delivery: Delivery;
}

/**
 * Reads an event as EventBridge puts it on a queue; `undefined` when it is none of this form. The body is the text that
 * stands there, so that numbers beyond 2^53 survive. https://docs.aws.amazon.com/eventbridge/latest/ref/overiew-event-structure.html
 */
export function readPartnerEvent(text: string, { body, headers }: PartnerForm): PartnerEvent | undefined {
  const { id, source, detail } = asRecord(parseJson(text)) ?? {};
  const inside = asRecord(detail);
  if (typeof id !== 'string' || typeof source !== 'string' || !inside) return undefined;
  const payload = jsonMember(text, ...(body === undefined ? ['detail'] : ['detail', body]));
  const metadata = headers === undefined ? {} : asRecord(inside[headers]);
  if (payload === undefined || !metadata) return undefined;
  return {
    eventSource: source,
    id,
    delivery: {
      method: 'POST',
      url: `eventbridge:${source}`,
      headers: { ...lowerCased(metadata), 'content-type': 'application/json' },
      body: Buffer.from(payload),
    },
  };
}

/** The `detail` of a webhook that would come by EventBridge: JSON. */
export function partnerDetail({ body, headers }: PartnerForm, delivery: Delivery): string {
  const text = delivery.body.toString();
  const members = [
    ...(body === undefined ? [] : [`${JSON.stringify(body)}:${text}`]),
    ...(headers === undefined ? [] : [`${JSON.stringify(headers)}:${JSON.stringify(delivery.headers)}`]),
  ];
  return body === undefined ? text : `{${members.join(',')}}`;
}

const lowerCased = (metadata: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(
    Object.entries(metadata).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name.toLowerCase(), value]] : [],
    ),
  );
