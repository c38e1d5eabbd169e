import { type ClaimCheck, readClaimCheckKey } from './claim-check.ts';
import { type Content, decodeUtf8, isFormType, isJsonType, parseJson } from './content.ts';
import { type EnvelopeAttributes, isEnvelopeAttributes } from './envelope-attributes.ts';
import type { WebhookEvent } from './event.ts';
import type { EventFacts } from './event-facts.ts';

/**
 * The newest form of an envelope that this code reads; one that does not say is of the first. A field more needs no other
 * version: whoever does not know it leaves it. See docs/updates.md before you raise it.
 */
export const ENVELOPE_VERSION = 1;

/** An envelope that code of a later deployment has written. */
export class NewerEnvelope extends Error {
  override readonly name = 'NewerEnvelope';
}

/** An event off the queue. */
export interface Envelope {
  readonly facts: EventFacts;
  /** The bytes, or where they lie. */
  readonly body: Buffer | ClaimCheck;
  /** The body as a value; absent unless it stands in the message as JSON. */
  readonly data?: unknown;
}

/** SQS takes 1 MiB; the dead-letter queue's copy carries up to 8 KB of attributes besides. */
export const LARGEST_ENVELOPE = 1_048_576 - 8192;

/** Which characters SQS takes: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html */
const REFUSED_BY_SQS = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;

/** Of those that SQS refuses, the two that JSON.stringify leaves as they are. */
const UNESCAPED = { '\uFFFE': '\\ufffe', '\uFFFF': '\\uffff' } as const;

/**
 * The CloudEvents 1.0 envelope of an event, as the text of a queue's message. A JSON body is spliced in as it came, so
 * that key order, spaces, escapes and numbers beyond 2^53 survive; other text is a string; anything else is base64. A
 * claim check is the extension `dataref`: https://github.com/cloudevents/spec/blob/main/cloudevents/extensions/dataref.md
 * @param read - the same body, where it has been read already: to parse it again costs as much as all the rest
 */
export function encodeEnvelope(facts: EventFacts, body: Buffer | ClaimCheck, read?: Content): string {
  const head = JSON.stringify({
    specversion: '1.0',
    id: facts.id,
    source: facts.source,
    type: facts.type,
    time: facts.time,
    subject: facts.subject,
    datacontenttype: facts.contentType,
    provider: facts.provider,
    receivedtime: facts.receivedAt,
    requestid: facts.requestId,
    // https://github.com/cloudevents/spec/blob/main/cloudevents/extensions/distributed-tracing.md
    traceparent: facts.traceparent,
    replay: facts.replay,
    tenant: facts.tenant,
  }).replaceAll(/[\uFFFE\uFFFF]/g, (character) => UNESCAPED[character as keyof typeof UNESCAPED]);
  const data = Buffer.isBuffer(body) ? encodeData(facts.contentType, body, read) : encodeReference(body);
  return `${head.slice(0, -1)},${data}}`;
}

const encodeReference = ({ key, bytes, digest }: ClaimCheck) =>
  JSON.stringify({ dataref: key, datalength: bytes, datasha256: digest }).slice(1, -1);

function encodeData(contentType: string, body: Buffer, read?: Content): string {
  const text = read ? read.text : decodeUtf8(body);
  if (text !== undefined && !REFUSED_BY_SQS.test(text)) {
    if (!isJsonType(contentType)) return `"data":${JSON.stringify(text)}`;
    // What is read of a form is the JSON in it.
    const json = read && !read.form ? read.json : parseJson(text);
    if (json !== undefined) return `"data":${text}`;
  }
  return `"data_base64":"${body.toString('base64')}"`;
}

/**
 * Reads an envelope off a queue.
 * @throws {NewerEnvelope} when it is in a form that only later code knows
 * @throws {SyntaxError} when the text is not an envelope: no attempt can ever process it
 */
export function decodeEnvelope(text: string): Envelope {
  const spliced = readSpliced(text);
  const attributes: unknown = spliced?.attributes ?? JSON.parse(text);
  const version: unknown = Object(attributes).envelopeversion ?? 1;
  if (typeof version === 'number' && version > ENVELOPE_VERSION)
    throw new NewerEnvelope(`the envelope is of version ${version}, and this code reads up to ${ENVELOPE_VERSION}`);
  if (!isEnvelopeAttributes(attributes))
    throw new SyntaxError('the message is not a CloudEvents 1.0 envelope of an event');
  const { id, source, provider, type, subject } = attributes;
  const facts: EventFacts = {
    id,
    source,
    provider,
    type,
    time: attributes.time,
    receivedAt: attributes.receivedtime,
    requestId: attributes.requestid,
    subject,
    contentType: attributes.datacontenttype,
    traceparent: attributes.traceparent,
    replay: attributes.replay,
    tenant: attributes.tenant,
  };
  if (attributes.dataref !== undefined) return { facts, body: decodeReference(attributes) };
  if (spliced && attributes.data_base64 === undefined && isJsonType(facts.contentType))
    return { facts, body: Buffer.from(spliced.body, 'utf8'), data: attributes.data };
  return { facts, body: decodeData(attributes) };
}

const DATA = ',"data":';

/**
 * An envelope that ends with its body, spliced in: the attributes, and the body's text. Read apart, the body is parsed once.
 * `undefined` when the envelope is of another form, or has been laid out anew by hand and hence lost the received bytes.
 */
function readSpliced(text: string): { readonly attributes: object; readonly body: string } | undefined {
  // Inside a string every quote is escaped, so the first one is the member itself.
  const start = text.indexOf(DATA) + DATA.length;
  if (start < DATA.length || !text.endsWith('}')) return undefined;
  const head = parseJson(`${text.slice(0, start)}0}`);
  const body = text.slice(start, -1);
  const data = parseJson(body);
  return typeof head === 'object' && head !== null && data !== undefined
    ? { attributes: { ...head, data }, body }
    : undefined;
}

/**
 * The event as processors see it.
 * @param data - the body as a value. @default - it is parsed
 */
export function eventOf(
  facts: EventFacts,
  rawBody: Buffer,
  data: unknown = parseBody(facts.contentType, rawBody),
): WebhookEvent {
  const { id, source, tenant, provider, type, subject, contentType, traceparent } = facts;
  const said = { id, source, tenant, provider, type, subject, contentType, traceparent };
  const times = { time: new Date(facts.time), receivedAt: new Date(facts.receivedAt) };
  return { ...said, ...times, data, rawBody };
}

/** The body as a value: JSON, a form's fields (or the JSON in a form's `payload`), text, or the bytes themselves. */
export function parseBody(contentType: string, body: Buffer): unknown {
  const text = decodeUtf8(body);
  if (text === undefined) return body;
  if (isFormType(contentType)) {
    const form = new URLSearchParams(text);
    return parsedOr(form.get('payload') ?? '', Object.fromEntries(form));
  }
  return isJsonType(contentType) ? parsedOr(text, text) : text;
}

function parsedOr(text: string, otherwise: unknown): unknown {
  const value = parseJson(text);
  return value === undefined ? otherwise : value;
}

function decodeData({ data, data_base64, datacontenttype }: EnvelopeAttributes): Buffer {
  if (data_base64 !== undefined) return Buffer.from(data_base64, 'base64');
  if (!isJsonType(datacontenttype) && typeof data === 'string') return Buffer.from(data, 'utf8');
  throw new SyntaxError('the envelope holds no body, or has been laid out anew since it was written');
}

function decodeReference({ source, id, dataref = '', datalength, datasha256 }: EnvelopeAttributes): ClaimCheck {
  const named = readClaimCheckKey(dataref);
  const isOfEvent = named?.source === source && named.id === id && named.digest === datasha256;
  if (!isOfEvent || typeof datalength !== 'number')
    throw new SyntaxError('the envelope refers to a body that is not its own');
  return { key: dataref, bytes: datalength, digest: named.digest };
}
