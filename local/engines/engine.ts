/** A call to an AWS service of the JSON protocols: the operation is in `x-amz-target`. */
export interface AwsCall {
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
