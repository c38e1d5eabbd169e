/**
 * The parsed body of an event of which no more is known: whatever the provider sends.
 * It is the one open type of the project, so that `event.data.object.amount` can be written without a cast.
 */
// biome-ignore lint/suspicious/noExplicitAny: payloads are the provider's, not ours
export type Payload = any;

/** A verified event, as processors and the configuration's `when` see it. */
export interface WebhookEvent<Type extends string = string, Data = Payload> {
  /** Unique for its source, and the same when the provider sends the event again; of a tenant's it begins with the tenant: `acme/evt_1`. */
  readonly id: string;
  /** The source it came in on, such as `stripe-connect`. */
  readonly source: string;
  /** Whose it is, of a source with tenants: the one in the URL that it was sent to. */
  readonly tenant?: string | undefined;
  /** The kind of sender, such as `stripe`. */
  readonly provider: string;
  /** What happened, such as `invoice.paid`. */
  readonly type: Type;
  /** When it happened, as the provider says; otherwise when it was received. */
  readonly time: Date;
  readonly receivedAt: Date;
  /** Whom or what it is about, where the provider says so: the shop, the repository, the account. */
  readonly subject?: string | undefined;
  /**
   * The trace that its request belongs to, as W3C's `traceparent`, to pass on or to begin a span with: the sender's, or else
   * X-Ray's. It is not signed.
   */
  readonly traceparent?: string | undefined;
  /** The content type of `rawBody`. */
  readonly contentType: string;
  /** The body, parsed: JSON, a form's fields (or the JSON in its `payload`), or the text; or what a schema made of it. */
  readonly data: Data;
  /** The body's bytes, exactly as they were received and verified. */
  readonly rawBody: Buffer;
}

/** Tells of an event whom it is about, such as its customer; `undefined` when it is about nobody in particular. */
export type EventKey = (event: WebhookEvent) => string | number | undefined;
