import type { HttpResponse } from '@smithy/core/protocols';

/** What an error says of the call that it ended, under the SDK's names. */
export interface ErrorMetadata {
  readonly httpStatusCode: number;
  readonly requestId?: string;
  /** How often the call was made. */
  readonly attempts?: number;
  /** The machine's clock was wrong, and no longer is. */
  readonly clockSkewCorrected?: true;
}

/**
 * A service answered, and not with success. It looks as the SDK's errors do, whose own rules decide whether a call is made
 * again: `name` is what the service calls it, such as `ConditionalCheckFailedException`, and the fields that belong to it
 * are the error's own, such as `Item`.
 */
export class ServiceError extends Error {
  readonly $fault: 'client' | 'server';
  $metadata: ErrorMetadata;
  /** Makes the SDK's rules try again what they would take for final. */
  $retryable?: object;
  declare readonly $response: HttpResponse;

  constructor(name: string, message: string, response: HttpResponse) {
    super(message);
    this.name = name;
    const { statusCode, headers } = response;
    this.$fault = statusCode < 500 ? 'client' : 'server';
    const requestId = headers['x-amzn-requestid'] ?? headers['x-amz-request-id'];
    this.$metadata = { httpStatusCode: statusCode, ...(requestId && { requestId }) };
    // Whoever prints the error does not want to see it.
    Object.defineProperty(this, '$response', { value: response, enumerable: false });
  }
}

/** Whether a service has this name for an error; whoever made the call, our own code or a client of the SDK. */
export const isServiceError = (error: unknown, name: string): error is Error =>
  error instanceof Error && error.name === name;
