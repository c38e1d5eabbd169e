import { payloadResponse } from '../../../local/http/payload-response.ts';

const responseTo = (value: unknown) => payloadResponse(JSON.stringify(value));

test('takes status, headers, cookies and body', () => {
  expect(
    responseTo({ statusCode: 201, headers: { 'X-One': 1 }, cookies: ['a=1'], body: 'text', isBase64Encoded: false }),
  ).toEqual({
    status: 201,
    headers: { 'content-type': 'text/plain;charset=UTF-8', 'x-one': '1' },
    cookies: ['a=1'],
    body: Buffer.from('text'),
  });
});

test('decodes a base64 body to its bytes', () => {
  const response = responseTo({ statusCode: 200, body: 'AP8=', isBase64Encoded: true });
  expect(response?.body).toEqual(Buffer.from([0, 255]));
});

test('takes a status in text, as AWS does', () => {
  expect(responseTo({ statusCode: '204' })?.status).toBe(204);
});

test.each([
  [{ hello: 'world' }, '{"hello":"world"}'],
  ['text', 'text'],
  [null, 'null'],
  [[1], '[1]'],
])('makes %j without a status a 200 of JSON', (value, body) => {
  expect(responseTo(value)).toEqual({
    status: 200,
    headers: { 'content-type': 'application/json' },
    cookies: [],
    body: Buffer.from(body),
  });
});

test.each([
  { statusCode: 'abc' },
  { statusCode: 99 },
  { statusCode: null },
  { statusCode: 200, body: { not: 'text' } },
])('finds %j malformed', (value) => {
  expect(responseTo(value)).toBeUndefined();
});
