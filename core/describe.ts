import { type Content, isFormType, isJsonType, readContent } from './content.ts';
import type { Delivery } from './delivery.ts';
import { parseBody } from './envelope.ts';
import type { WebhookEvent } from './event.ts';
import type { EventFacts } from './event-facts.ts';
import { readField } from './field.ts';
import type { EventFields } from './providers/provider.ts';
import { type AddressedSource, tenantEventId } from './tenants.ts';
import type { Verified } from './verify.ts';

/** An event in a verified delivery. */
export interface Description {
  readonly facts: EventFacts;
  readonly event: WebhookEvent;
  /** The body, where it has been read for the event's facts: to read it again takes its time. */
  readonly content?: Content;
  /** SHA-256 of the body, in hex. */
  readonly digest: string;
}

/** Index keys and logs stay small; no provider's event types come near this. */
const LONGEST_TYPE = 128;
const LONGEST_SUBJECT = 256;

/** When a delivery was received, and as which request. */
export interface Receipt {
  /** Milliseconds since 1970. */
  readonly receivedAt: number;
  readonly requestId: string;
  /** The trace that the request belongs to, as W3C's `traceparent`. @default - none */
  readonly traceparent?: string | undefined;
}

/**
 * The event in a verified delivery, or those of a batch when the source splits it: their ids, types and times where the
 * provider says them, and their bodies. `undefined` when the body is not what the provider sends.
 * @param content - the delivery's, where it has been read already
 */
export function describe(
  source: AddressedSource,
  delivery: Verified<Delivery>,
  receipt: Receipt,
  content = readContent(delivery),
): Description[] | undefined {
  const { content: kind = 'any', batch, event } = source.provider;
  if (!fits(content, kind)) return undefined;
  const items = source.split ? batch?.items(content) : undefined;
  if (!batch || !items) return [describeOne(source, delivery, event, content, receipt)];

  const headers = { ...delivery.headers, 'content-type': batch.contentType ?? 'application/json' };
  const before = new Map<string, number>();
  return items.map((text, index) => {
    const item = { ...delivery, headers, body: Buffer.from(text) };
    const itemContent = readContent(item);
    const alike = before.get(itemContent.digest) ?? 0;
    before.set(itemContent.digest, alike + 1);
    // Two items that look the same are two events, also when the batch comes again.
    const order = source.provider.repeats ? index : alike;
    return describeOne(source, item, batch.event, itemContent, receipt, order === 0 ? '' : `.${order + 1}`);
  });
}

function describeOne(
  source: AddressedSource,
  { body }: Delivery,
  fields: EventFields,
  content: Content,
  { receivedAt, requestId, traceparent }: Receipt,
  suffix = '',
): Description {
  const { name, provider, tenant } = source;
  const received = new Date(receivedAt);
  const time = parseTime(readField(content, fields.time)) ?? received;
  const contentType = contentTypeOf(content, provider.content === 'json');
  const unnamed = provider.repeats ? `request:${requestId}` : `sha256:${content.digest}`;
  const facts: EventFacts = {
    id: tenantEventId(tenant, readField(content, fields.id) ?? unnamed + suffix),
    source: name,
    ...(tenant !== undefined && { tenant }),
    provider: provider.id,
    type: (readField(content, fields.type) ?? 'event').slice(0, LONGEST_TYPE).toWellFormed(),
    time: time.toISOString(),
    receivedAt: received.toISOString(),
    requestId,
    subject: readField(content, fields.subject)?.slice(0, LONGEST_SUBJECT).toWellFormed(),
    contentType,
    traceparent,
  };
  const { id, type, subject } = facts;
  const event: WebhookEvent = {
    id,
    source: name,
    tenant,
    provider: provider.id,
    type,
    time,
    receivedAt: received,
    subject,
    contentType,
    traceparent,
    rawBody: body,
    // Parsed only for a processor whose `when` looks at it.
    get data() {
      const isText = !isJsonType(contentType) && !isFormType(contentType);
      return isText ? parseBody(contentType, body) : (content.json ?? parseBody(contentType, body));
    },
  };
  return { facts, event, content, digest: content.digest };
}

function fits({ json, form }: Content, kind: 'json' | 'form' | 'any'): boolean {
  // The content type is not signed. As a form, a JSON body would have another event in a text that somebody else wrote:
  // `{"note":"&payload={…}&"}`. Who sends JSON in a form sends nothing besides.
  if (kind === 'json') return json !== undefined && (form === undefined || form.size === 1);
  return kind === 'form' ? form !== undefined : true;
}

function contentTypeOf({ headers, json }: Content, isJson: boolean): string {
  const said = headers['content-type'];
  if (said && (isFormType(said) || isJsonType(said))) return said;
  // Some providers send JSON as text/plain, some senders name no type at all.
  if (isJson || (said === undefined && json !== undefined)) return 'application/json';
  return said ?? 'application/octet-stream';
}

/** A moment as providers write it: seconds or milliseconds since 1970, or a date. */
function parseTime(text: string | undefined): Date | undefined {
  if (text === undefined) return undefined;
  const number = Number(text);
  // Seconds reach eleven digits in the year 5138.
  const time = new Date(Number.isNaN(number) ? text : number < 1e11 ? number * 1000 : number);
  return Number.isNaN(time.getTime()) || time.getUTCFullYear() > 9999 || time.getTime() < 0 ? undefined : time;
}
