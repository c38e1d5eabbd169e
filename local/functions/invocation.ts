/** A function as the template describes it. */
export interface FunctionDefinition {
  readonly logicalId: string;
  readonly name: string;
  readonly arn: string;
  /** The directory that holds the code. */
  readonly code: string;
  /** `file.export` */
  readonly handler: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutSeconds: number;
  readonly memoryMb: number;
  readonly logGroup: string;
  /** By which it is called, besides by its name. */
  readonly aliases: readonly string[];
}

/** What became of an invocation. */
export type InvocationResult =
  | { readonly kind: 'answered'; readonly payload: string }
  /** The handler threw, or its process could not start or ended. */
  | { readonly kind: 'failed'; readonly error: string }
  /** The function's own timeout ended it. */
  | { readonly kind: 'timed-out'; readonly error: string };

/** Lambda's limit for what a synchronous invocation takes and gives: https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html */
export const LARGEST_PAYLOAD_BYTES = 6 * 1024 * 1024;
