import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { type ClaimChecks, openClaimChecks } from '../../../lambda/aws/claim-checks.ts';

const body = Buffer.from([0, 255, 10, 13, 195, 40]);
const claimCheck = {
  key: 'stripe/ZXZ0XzE/digest',
  bytes: body.length,
  digest: createHash('sha256').update(body).digest('hex'),
};
const never = new AbortController().signal;
const seen: { method: string | undefined; url: string | undefined; type: string | undefined; body: Buffer }[] = [];
let answers: { status: number; body?: Buffer | string }[] = [];
let server: Server;
let claimChecks: ClaimChecks;

beforeAll(async () => {
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_REGION: 'us-east-1' });
  server = createServer(async (request, response) => {
    const { method, url, headers } = request;
    seen.push({ method, url, type: headers['content-type'], body: await buffer(request) });
    const answer = answers.shift() ?? { status: 200, body };
    if (answer.status === 0) response.writeHead(200, { 'content-length': 100 }).flushHeaders();
    else response.writeHead(answer.status).end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  claimChecks = openClaimChecks('large', { endpoint, requestTimeoutMs: 200 });
});
beforeEach(() => {
  seen.splice(0);
  answers = [];
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const failure = (status: number, code: string) => ({ status, body: `<Error><Code>${code}</Code></Error>` });

test('a body is put as the bytes that it is, and again when S3 fails', async () => {
  answers = [failure(503, 'SlowDown')];
  await claimChecks.put(claimCheck, body);
  const put = { method: 'PUT', url: '/large/stripe/ZXZ0XzE/digest', type: 'application/octet-stream', body };
  expect(seen).toEqual([put, put]);
});

test('what cannot be put is an error', async () => {
  answers = [failure(500, 'InternalError'), failure(500, 'InternalError')];
  await expect(claimChecks.put(claimCheck, body)).rejects.toThrow('s3:PutObject was answered 500');
});

test('a body is fetched byte for byte, though the first answers are failures or end too soon', async () => {
  answers = [failure(503, 'SlowDown'), { status: 0 }];
  expect(await claimChecks.fetch(claimCheck, never)).toEqual(body);
  expect(seen.map(({ method }) => method)).toEqual(['GET', 'GET', 'GET']);
});

test('a body that is not there is asked for three times, and then known to be missing', async () => {
  answers = Array(3).fill(failure(404, 'NoSuchKey'));
  expect(await claimChecks.fetch(claimCheck, never)).toBeUndefined();
  expect(seen).toHaveLength(3);
});

test.each([
  ['the bucket is not there', 404, 'NoSuchBucket'],
  ['S3 is not allowed to say', 403, 'AccessDenied'],
  ['S3 fails', 500, 'InternalError'],
])('nothing is known of a body when %s', async (_, status, code) => {
  answers = Array(3).fill(failure(status, code));
  await expect(claimChecks.fetch(claimCheck, never)).rejects.toMatchObject({
    name: code,
    $metadata: { httpStatusCode: status },
  });
});

test.each([
  ['of another digest', Buffer.from([0, 255, 10, 13, 195, 41])],
  ['that is cut off', body.subarray(1)],
])('a body %s is none', async (_, other) => {
  answers = [{ status: 200, body: other }];
  await expect(claimChecks.fetch(claimCheck, never)).rejects.toThrow('is not the body that was verified');
});

test('nothing is fetched any more once the invocation is about to end', async () => {
  answers = [{ status: 0 }];
  await expect(claimChecks.fetch(claimCheck, AbortSignal.timeout(20))).rejects.toThrow();
  expect(seen).toHaveLength(1);
});
