import type { Content, ContentKind } from '../content.ts';
import type { Answer } from '../delivery.ts';
import type { Field } from '../field.ts';
import type { PartnerForm } from '../partner-event.ts';
import type { SettingDescription, Settings } from '../settings.ts';
import type { Key, Scheme } from '../signatures/scheme.ts';

/**
 * A kind of sender: how it signs, where its events say what they are, and what it wants to hear back. `Setting` names
 * what its sources have to say besides their secret.
 */
export interface Provider<Setting extends string = never> {
  /** The name in the configuration, such as `stripe`. */
  readonly id: string;
  /** The name that people know, such as `Stripe`. */
  readonly name: string;
  readonly scheme: Scheme;
  /** What a source has to say besides its secret. */
  readonly settings?: { readonly [Name in Setting]: SettingDescription };
  /** What its bodies are. A verified request that is something else is answered 400. @default 'any' */
  readonly content?: ContentKind;
  readonly event: EventFields;
  /** Two requests with the same body are two events: without an id, each gets that of its request. @default false */
  readonly repeats?: boolean;
  /** What it puts several events of into one request, which a source can `split`. @default - one event a request */
  readonly batch?: Batch;
  /** Answers the provider's test of the endpoint. Runs after verification. */
  readonly handshake?: (content: Content, context: HandshakeContext) => Handshake | undefined;
  /**
   * Answers a probe that the provider does not sign: the answer, or how to answer with the source's keys. Runs before
   * verification, so an answer must be of no use to anybody else.
   */
  readonly probe?: (
    method: string,
    content: Content,
    settings: Settings,
  ) => Answer | ((keys: readonly Key[]) => Answer) | undefined;
  /** Reads the secret that the provider hands over when the webhook is made. Heard only while the source has no secret. */
  readonly enrol?: (content: Content) => Enrolment | undefined;
  /** The answer to an accepted event, where the provider reads it. @default - JSON with status, id and type */
  readonly ack?: Answer;
  /** How its events look that it puts on EventBridge itself, as an AWS partner. @default - it does not */
  readonly partner?: PartnerForm;
  /** How long the provider waits for the answer, in seconds. @default - not known */
  readonly deadline?: number;
  /** Where the provider documents its signatures. */
  readonly docs: string;
}

export interface HandshakeContext {
  /** The source's live keys, the one that signed the request first. */
  readonly keys: readonly Key[];
  readonly settings: Settings;
}

/** The answer to a handshake. */
export interface Handshake extends Answer {
  /** An https address that has to be visited first: that is how the provider is told that the endpoint agrees. */
  readonly visit?: string;
}

/** A secret that a provider hands over, and what it wants to hear back. */
export interface Enrolment {
  readonly secret: string;
  readonly answer: Answer;
}

/** Several events in one request. */
export interface Batch {
  /** The events, each as the text of a body of its own, in the bytes that were received; `undefined` when it is no batch. */
  readonly items: (content: Content) => readonly string[] | undefined;
  /** Where each of them says what it is. */
  readonly event: EventFields;
  /** What each of them is. @default 'application/json' */
  readonly contentType?: string;
}

/** Where an event says what it is. */
export interface EventFields {
  /** What makes the event unique for its source. @default - the digest of the body */
  readonly id?: Field;
  /** What happened. @default - the type `event` */
  readonly type?: Field;
  /** When it happened: seconds or milliseconds since 1970, or a date. @default - when it was received */
  readonly time?: Field;
  /** Whom or what it is about, such as the shop or the repository. @default - none */
  readonly subject?: Field;
}
