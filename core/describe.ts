import type { Source } from './configuration.ts';
import { type Content, isFormType, isJsonType, readContent } from './content.ts';
import type { Delivery } from './delivery.ts';
import { type EventFacts, parseBody } from './envelope.ts';
import type { WebhookEvent } from './event.ts';
import { readField } from './field.ts';
import { boundedId } from './ledger-item.ts';
import type { Verified } from './verify.ts';

/** A verified delivery that says what it is. */
export interface Description {
  readonly facts: EventFacts;
  readonly event: WebhookEvent;
  /** SHA-256 of the body, in hex. */
  readonly digest: string;
}

/** Index keys and logs stay small; no provider's event types come near this. */
const LONGEST_TYPE = 128;
const LONGEST_SUBJECT = 256;

/**
 * What a verified delivery is: its id, type and time where the provider says them, and the body. `undefined` when the
 * body is not what the provider sends.
 * @param receivedAt - milliseconds since 1970
 */
export function describe(
  source: Source,
  delivery: Verified<Delivery>,
  { receivedAt, requestId }: { readonly receivedAt: number; readonly requestId: string },
): Description | undefined {
  const { provider } = source;
  const content = readContent(delivery);
  if (!fits(content, provider.content ?? 'any')) return undefined;

  const received = new Date(receivedAt);
  const time = parseTime(readField(content, provider.event.time)) ?? received;
  const contentType = contentTypeOf(content, provider.content === 'json');
  const facts: EventFacts = {
    id: boundedId(readField(content, provider.event.id) ?? `sha256:${content.digest}`),
    source: source.name,
    provider: provider.id,
    type: (readField(content, provider.event.type) ?? 'event').slice(0, LONGEST_TYPE).toWellFormed(),
    time: time.toISOString(),
    receivedAt: received.toISOString(),
    requestId,
    subject: readField(content, provider.event.subject)?.slice(0, LONGEST_SUBJECT).toWellFormed(),
    contentType,
  };
  const { id, type, subject } = facts;
  const event: WebhookEvent = {
    id,
    source: source.name,
    provider: provider.id,
    type,
    time,
    receivedAt: received,
    subject,
    contentType,
    rawBody: delivery.body,
    // Parsed only for a processor whose `when` looks at it.
    get data() {
      const isText = !isJsonType(contentType) && !isFormType(contentType);
      return isText ? parseBody(contentType, delivery.body) : (content.json ?? parseBody(contentType, delivery.body));
    },
  };
  return { facts, event, digest: content.digest };
}

function fits({ json, form }: Content, kind: 'json' | 'form' | 'any'): boolean {
  if (kind === 'json') return json !== undefined;
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
