import { readArn } from '../../../core/arn.ts';
import type { HandOver } from '../../forwarder/forward.ts';
import type { AwsOptions } from '../client-config.ts';
import { fieldsOf, jsonError } from '../http/json-service.ts';
import { openService } from '../http/service.ts';
import { once } from './once.ts';

/** What a synchronous invocation takes: https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html */
export const LARGEST_PAYLOAD = 6 * 1024 * 1024;

/**
 * Hands events over to a function, and waits for its answer: the envelope is the payload, and whatever the function throws
 * fails the attempt. https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
 */
export function toFunction(arn: string, options?: AwsOptions): HandOver {
  const toError = jsonError('lambda', { action: 'InvokeFunction' });
  const request = openService('lambda', { ...once(readArn(arn).region, options), toError });
  const path = `/2015-03-31/functions/${encodeURIComponent(arn)}/invocations`;
  const headers = { 'content-type': 'application/json', 'x-amz-invocation-type': 'RequestResponse' };
  return async ({ envelope }, signal) => {
    const answer = await request({ method: 'POST', path, headers, body: envelope }, { signal });
    if (!answer.headers['x-amz-function-error']) return;
    const { errorType = 'Error', errorMessage = '' } = fieldsOf(answer.body.toString());
    throw new Error(`the function failed: ${String(errorType)}: ${String(errorMessage).slice(0, 500)}`);
  };
}
