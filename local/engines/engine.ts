/** A call to an AWS service. Of the JSON protocols the operation is in `x-amz-target`; S3 has it in method and URL. */
export interface AwsCall {
  readonly method: string;
  /** Path and query, as they were sent. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** What the body says, where somebody has read it already; a body that is no JSON says its text. */
  readonly input?: unknown;
}

export interface AwsAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

/** What plays an AWS service on this machine. */
export interface Engine {
  answer(call: AwsCall): Promise<AwsAnswer>;
  /** Performs an operation of the run's own, which need not become text and be read again. @default - `answer` */
  readonly perform?: ((operation: string, input: object) => Promise<Outcome>) | undefined;
  close(): Promise<void>;
}

/** What an operation of a JSON protocol came to: below a status of 300 its output, else `__type` and `message`. */
export interface Outcome {
  readonly status: number;
  readonly output: object;
  /** Besides those that every answer has. */
  readonly headers?: Readonly<Record<string, string>>;
}
