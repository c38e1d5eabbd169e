/** One HTTP request as its sender made it: header names in lower case, the body as the bytes that were received. */
export interface Delivery {
  readonly method: string;
  /** The public URL that the sender requested, with its query: some schemes sign it. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** What we answer to a delivery. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}
