import type { HttpAnswer } from './dialect.ts';

/**
 * Reads a payload 2.0 response; an answer without a `statusCode` is a 200 with the answer as its JSON.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 * @returns `undefined` when the answer is malformed, which API Gateway answers with 500
 */
export function payloadResponse(payload: Buffer): HttpAnswer | undefined {
  const response: unknown = JSON.parse(payload.toString());
  if (typeof response !== 'object' || response === null || !('statusCode' in response)) return inferred(response);
  const { statusCode, headers, cookies, body, isBase64Encoded } = response as Readonly<Record<string, unknown>>;
  const status = Number(statusCode);
  if (!Number.isInteger(status) || status < 100 || status > 599) return undefined;
  if (body !== undefined && body !== null && typeof body !== 'string') return undefined;
  const given = typeof headers === 'object' && headers !== null ? Object.entries(headers) : [];
  return {
    status,
    headers: {
      'content-type': 'text/plain;charset=UTF-8',
      ...Object.fromEntries(given.map(([name, value]) => [name.toLowerCase(), String(value)])),
    },
    cookies: Array.isArray(cookies) ? cookies.map(String) : [],
    body: Buffer.from(body ?? '', isBase64Encoded === true ? 'base64' : 'utf8'),
  };
}

const inferred = (response: unknown): HttpAnswer => ({
  status: 200,
  headers: { 'content-type': 'application/json' },
  cookies: [],
  body: Buffer.from(typeof response === 'string' ? response : JSON.stringify(response)),
});
