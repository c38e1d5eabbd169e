/** What the envelope says of an event, next to its body. */
export interface EventFacts {
  readonly id: string;
  readonly source: string;
  /** Whose it is, of a source with tenants; the id begins with it too. */
  readonly tenant?: string | undefined;
  readonly provider: string;
  readonly type: string;
  /** RFC 3339. */
  readonly time: string;
  /** RFC 3339. */
  readonly receivedAt: string;
  /** The id of the request that API Gateway gave it, for the search in logs. */
  readonly requestId: string;
  readonly subject?: string | undefined;
  readonly contentType: string;
  /** The trace that its request belongs to, as W3C's `traceparent`. */
  readonly traceparent?: string | undefined;
  /** Names the replay or redrive that put the event on the queue again on purpose. */
  readonly replay?: string | undefined;
}
