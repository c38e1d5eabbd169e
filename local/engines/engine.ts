/** A call to an AWS service. Of the JSON protocols the operation is in `x-amz-target`; S3 has it in method and URL. */
export interface AwsCall {
  readonly method: string;
  /** Path and query, as they were sent. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export interface AwsAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

/** What plays an AWS service on this machine. */
export interface Engine {
  answer(call: AwsCall): Promise<AwsAnswer>;
  close(): Promise<void>;
}
