import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { openObjectPut } from '../../../lambda/aws/object-put.ts';

const KEY = 'stripe/2026-01-01T00:00:00.000Z~wrong-signature~JKJaX_mPLv-HcESHA=.json';
const config = { region: 'eu-central-1', credentials: { accessKeyId: 'key', secretAccessKey: 'secret' } };
const never = new AbortController().signal;
const received: { request: IncomingMessage; body: string }[] = [];
let answers: number[] = [];
let onHang = () => {};
let server: Server;
let endpoint: string;

beforeAll(async () => {
  server = createServer(async (request, response) => {
    received.push({ request, body: String(await buffer(request)) });
    const status = answers.shift() ?? 200;
    if (status === 0) return onHang();
    response.writeHead(status).end(status === 200 ? '' : '<Error><Code>NoWay</Code><Key>private</Key></Error>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
beforeEach(() => {
  received.splice(0);
  answers = [];
  onHang = () => {};
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const open = (options = {}) => openObjectPut('kept', { ...config, endpoint, ...options });

test('an object is put where the SDK’s own client would put it, signed for S3 and with the digest of its body', async () => {
  await open()(KEY, '{"é":1}', never);
  await new S3Client({ ...config, endpoint, forcePathStyle: true }).send(
    new PutObjectCommand({ Bucket: 'kept', Key: KEY, Body: '{"é":1}' }),
  );
  const [own, official] = received;
  expect(own?.request.method).toBe('PUT');
  expect(own?.request.url).toBe(official?.request.url?.split('?')[0]);
  expect(own?.body).toBe('{"é":1}');
  expect(own?.request.headers['content-type']).toBe('application/json');
  expect(own?.request.headers['x-amz-content-sha256']).toMatch(/^[0-9a-f]{64}$/);
  expect(own?.request.headers.authorization).toMatch(
    /^AWS4-HMAC-SHA256 Credential=key\/\d{8}\/eu-central-1\/s3\/aws4_request, SignedHeaders=\S*content-type;host;/,
  );
});

test.each([500, 503, 429])('a fault of S3 (%d) is tried again, once', async (status) => {
  answers = [status];
  await open()(KEY, 'x', never);
  expect(received).toHaveLength(2);
  answers = [status, status];
  await expect(open()(KEY, 'x', never)).rejects.toThrow(`s3:PutObject was answered ${status}`);
  expect(received).toHaveLength(4);
});

test('a refusal is not tried again, and is told without the request', async () => {
  answers = [403];
  const error = await open()(KEY, 'x', never).catch((thrown: Error) => thrown);
  expect(String(error)).toBe('NoWay: s3:PutObject was answered 403');
  expect(received).toHaveLength(1);
});

test('a call that hangs is given up and tried again', async () => {
  answers = [0];
  // Long enough for a try that is answered, on a busy machine too.
  await open({ requestTimeoutMs: 2000 })(KEY, 'x', never);
  expect(received).toHaveLength(2);
});

test('nothing is tried again once there is no time left', async () => {
  answers = [0];
  const time = new AbortController();
  onHang = () => time.abort(new Error('no time left'));
  await expect(open()(KEY, 'x', time.signal)).rejects.toThrow('no time left');
  expect(received).toHaveLength(1);
});
