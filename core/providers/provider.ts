import type { Content, ContentKind } from '../content.ts';
import type { Answer } from '../delivery.ts';
import type { Field } from '../field.ts';
import type { Scheme } from '../signatures/scheme.ts';

/** A kind of sender: how it signs, where its events say what they are, and what it wants to hear back. */
export interface Provider {
  /** The name in the configuration, such as `stripe`. */
  readonly id: string;
  /** The name that people know, such as `Stripe`. */
  readonly name: string;
  readonly scheme: Scheme;
  /** What its bodies are. A verified request that is something else is answered 400. @default 'any' */
  readonly content?: ContentKind;
  readonly event: EventFields;
  /** Answers the provider's test of the endpoint. Runs after verification. */
  readonly handshake?: (content: Content) => Answer | undefined;
  /** Answers a probe that the provider does not sign. Runs before verification, and must not depend on any secret. */
  readonly probe?: (method: string, content: Content) => Answer | undefined;
  /** The answer to an accepted event, where the provider reads it. @default - JSON with status, id and type */
  readonly ack?: Answer;
  /** How long the provider waits for the answer, in seconds. @default - not known */
  readonly deadline?: number;
  /** Where the provider documents its signatures. */
  readonly docs: string;
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
