import type { HttpAnswer } from './dialect.ts';

/**
 * Reads what both payload formats have in common in a function's answer.
 * @param contentType - of an answer that names none
 * @returns `undefined` when it is malformed
 */
export function functionAnswer(answer: object, contentType: string): HttpAnswer | undefined {
  const { statusCode, headers, body, isBase64Encoded } = answer as Readonly<Record<string, unknown>>;
  const status = Number(statusCode);
  if (!Number.isInteger(status) || status < 100 || status > 599) return undefined;
  if (body !== undefined && body !== null && typeof body !== 'string') return undefined;
  const given = typeof headers === 'object' && headers !== null ? Object.entries(headers) : [];
  return {
    status,
    headers: {
      'content-type': contentType,
      ...Object.fromEntries(given.map(([name, value]) => [name.toLowerCase(), String(value)])),
    },
    cookies: [],
    body: Buffer.from(body ?? '', isBase64Encoded === true ? 'base64' : 'utf8'),
  };
}
