import type { HttpAnswer } from './dialect.ts';
import { functionAnswer } from './function-answer.ts';

/**
 * Reads a payload 2.0 response; an answer without a `statusCode` is a 200 with the answer as its JSON.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 * @returns `undefined` when the answer is malformed, which API Gateway answers with 500
 */
export function payloadResponse(payload: string): HttpAnswer | undefined {
  const response: unknown = JSON.parse(payload);
  if (typeof response !== 'object' || response === null || !('statusCode' in response)) return inferred(response);
  const answer = functionAnswer(response, 'text/plain;charset=UTF-8');
  const cookies: unknown = Reflect.get(response, 'cookies');
  return answer && { ...answer, cookies: Array.isArray(cookies) ? cookies.map(String) : [] };
}

const inferred = (response: unknown): HttpAnswer => ({
  status: 200,
  headers: { 'content-type': 'application/json' },
  cookies: [],
  body: Buffer.from(typeof response === 'string' ? response : JSON.stringify(response)),
});
