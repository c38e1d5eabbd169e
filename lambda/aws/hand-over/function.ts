import type { HandOver } from '../../forwarder/forward.ts';
import { fieldsOf, openService } from '../service-request.ts';

/** What a synchronous invocation takes: https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html */
export const LARGEST_PAYLOAD = 6 * 1024 * 1024;

const action = 'lambda:InvokeFunction';

/**
 * Hands events over to a function, and waits for its answer: the envelope is the payload, and whatever the function throws
 * fails the attempt. https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
 */
export function toFunction(arn: string, endpoint: string | undefined): HandOver {
  const request = openService(arn, endpoint);
  const path = `/2015-03-31/functions/${encodeURIComponent(arn)}/invocations`;
  const headers = { 'content-type': 'application/json', 'x-amz-invocation-type': 'RequestResponse' };
  return async ({ envelope }, signal) => {
    const answer = await request({ action, path, headers, body: envelope }, signal);
    if (!answer.headers.get('x-amz-function-error')) return;
    const { errorType = 'Error', errorMessage = '' } = fieldsOf(answer.body);
    throw new Error(`the function failed: ${String(errorType)}: ${String(errorMessage).slice(0, 500)}`);
  };
}
