/** One HTTP request as its sender made it. Whoever builds one puts it into this form; nobody checks it again. */
export interface Delivery {
  readonly method: string;
  /** The public URL that the sender requested, with its query: some schemes sign it. */
  readonly url: string;
  /** Names in lower case, whichever case they came in; a repeated header's values joined with `, `. */
  readonly headers: Readonly<Record<string, string>>;
  /** The bytes that were received: base64 decoded where the transport encoded them, and never through a string. */
  readonly body: Buffer;
}

/** What we answer to a delivery. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}
