import { request } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { writeAssembly } from './fixtures/write-assembly.ts';
import { endRuns, type RunInProcess, startRun, temporaryDirectory } from './run-in-process.ts';

let run: RunInProcess;

beforeAll(async () => {
  run = await startRun({ assembly: await writeAssembly(join(temporaryDirectory(), 'assembly')) });
});
afterAll(endRuns);

const send = (path: string, init?: RequestInit) => fetch(`${run.url}${path}`, init);
const post = (path: string, body: string | Uint8Array<ArrayBuffer>, contentType?: string) =>
  send(path, { method: 'POST', body, headers: contentType === undefined ? {} : { 'content-type': contentType } });

/** What the function answers that tells what it was given. */
async function echo(response: Response | Promise<Response>): Promise<Echo> {
  return (await (await response).json()) as Echo;
}

interface Echo {
  readonly event: { readonly body: string; readonly isBase64Encoded: boolean };
  readonly context: object;
  readonly environment: object;
}

/** Sends headers that `fetch` would tidy up. */
function raw(path: string, headers: readonly string[], method = 'GET'): Promise<string> {
  return new Promise((resolve, reject) => {
    const outgoing = request(`${run.url}${path}`, { method, headers: [...headers] }, async (response) => {
      resolve(String(Buffer.concat(await response.toArray())));
    });
    outgoing.on('error', reject).end();
  });
}

test('hands the function a payload 2.0 event', async () => {
  const headers = ['Host', 'example.test:80', 'X-Many', 'a', 'x-many', 'b', 'Cookie', 'c=1; d=2', 'User-Agent', 'me'];
  const { event } = JSON.parse(await raw('/webhooks/echo?a=1&a=2&b=x%20y', headers, 'DELETE'));
  expect(event).toEqual({
    version: '2.0',
    routeKey: 'ANY /webhooks/{task}',
    rawPath: '/webhooks/echo',
    rawQueryString: 'a=1&a=2&b=x%20y',
    cookies: ['c=1', 'd=2'],
    headers: {
      host: 'example.test:80',
      'x-many': 'a,b',
      'user-agent': 'me',
      'x-forwarded-for': '127.0.0.1',
      'x-forwarded-proto': 'http',
      'x-forwarded-port': new URL(run.url).port,
    },
    queryStringParameters: { a: '1,2', b: 'x y' },
    requestContext: {
      accountId: '000000000000',
      apiId: 'Api',
      domainName: 'example.test',
      domainPrefix: 'example',
      http: {
        method: 'DELETE',
        path: '/webhooks/echo',
        protocol: 'HTTP/1.1',
        sourceIp: '127.0.0.1',
        userAgent: 'me',
      },
      requestId: expect.any(String),
      routeKey: 'ANY /webhooks/{task}',
      stage: '$default',
      time: expect.stringMatching(/^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/),
      timeEpoch: expect.any(Number),
    },
    pathParameters: { task: 'echo' },
    isBase64Encoded: false,
  });
});

test.each([
  ['application/json', '{"a":1}', false],
  ['application/json; charset=utf-8', '{"a":1}', false],
  ['text/plain', 'text', false],
  ['application/xml', '<a/>', false],
  ['application/javascript', 'a', false],
  ['application/x-www-form-urlencoded', 'a=1', true],
  ['application/cloudevents+json', '{"a":1}', true],
  ['application/octet-stream', 'bytes', true],
])('hands over a body of %s as AWS does', async (contentType, body, isBase64Encoded) => {
  const { event } = await echo(post('/webhooks/echo', body, contentType));
  expect(event.isBase64Encoded).toBe(isBase64Encoded);
  expect(Buffer.from(event.body, isBase64Encoded ? 'base64' : 'utf8').toString()).toBe(body);
});

test('hands over a body without a content type in base64, byte for byte', async () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
  const { event } = await echo(post('/webhooks/echo', bytes));
  expect(event.isBase64Encoded).toBe(true);
  expect(Buffer.from(event.body, 'base64')).toEqual(Buffer.from(bytes));
});

test('gives the function its environment and nothing of its own shell', async () => {
  const { environment, context } = await echo(send('/webhooks/echo'));
  expect(environment).toMatchObject({
    TABLE: 'Small-Table',
    PUBLIC_URL: run.url,
    QUEUE_URL: `${run.awsEndpoint}/000000000000/Small-work`,
    AWS_REGION: 'us-east-1',
    AWS_ENDPOINT_URL: run.awsEndpoint,
    AWS_ACCESS_KEY_ID: 'LOCALReceive',
    AWS_LAMBDA_FUNCTION_NAME: 'Small-Receive',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '256',
  });
  expect(environment).not.toHaveProperty('HOME');
  expect(context).toMatchObject({
    functionName: 'Small-Receive',
    invokedFunctionArn: 'arn:aws:lambda:us-east-1:000000000000:function:Small-Receive',
    memoryLimitInMB: '256',
    logGroupName: '/aws/lambda/Small-Receive',
  });
});

test("answers with the function's status, headers, cookies and bytes", async () => {
  const response = await send('/webhooks/answer');
  expect(response.status).toBe(201);
  expect(response.headers.get('x-one')).toBe('1');
  expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
  expect(Buffer.from(await response.arrayBuffer())).toEqual(Buffer.from([0, 255]));
});

test.each([
  ['throw', 500, 'Internal Server Error'],
  ['exit', 500, 'Internal Server Error'],
  ['malformed', 500, 'Internal Server Error'],
  ['hang', 503, 'Service Unavailable'],
])('answers a function that is told to %s with %d', async (task, status, message) => {
  const response = await send(`/webhooks/${task}`);
  expect(response.status).toBe(status);
  expect(await response.json()).toEqual({ message });
  expect((await send('/webhooks/nothing')).status).toBe(200);
});

test('answers 404 where no route leads', async () => {
  const response = await post('/elsewhere', 'x'.repeat(100_000));
  expect(response.status).toBe(404);
  expect(await response.json()).toEqual({ message: 'Not Found' });
});

/** Writes all of a request before it reads anything, as simple clients do. */
function writeThenRead(path: string, length: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(run.url);
    const socket = connect(Number(port), hostname);
    let answer = '';
    socket.pause().on('error', reject);
    socket.write(`POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: ${length}\r\n\r\n`);
    socket.write(Buffer.alloc(length), () => socket.resume());
    socket.on('data', (chunk) => {
      answer += chunk;
      if (answer.includes('}')) resolve(String(socket.end() && answer));
    });
  });
}

/** Sends a body without an announced length until there is an answer, but for no more than 64 MB. */
function writeUntilAnswered(path: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const outgoing = request(`${run.url}${path}`, { method: 'POST' }, ({ statusCode }) => {
      outgoing.destroy();
      resolve(statusCode);
    });
    let sent = 0;
    const write = () => {
      sent += 256 * 1024;
      if (outgoing.destroyed) return;
      if (sent > 64 * 1024 * 1024) outgoing.destroy(new Error('no answer after 64 MB'));
      else outgoing.write(Buffer.alloc(256 * 1024), write);
    };
    outgoing.on('error', reject);
    write();
  });
}

test('answers a body over 10 MB with 413, even to a sender that reads only once it has sent everything', async () => {
  expect(await writeThenRead('/webhooks/nothing', 12 * 1024 * 1024)).toMatch(
    /^HTTP\/1\.1 413 [\s\S]*{"message":"Request Entity Too Large"}$/,
  );
});

test('answers a body that does not end with 413, as soon as it is over 10 MB', async () => {
  expect(await writeUntilAnswered('/webhooks/nothing')).toBe(413);
});

test.each([
  ['a payload over 6 MB', () => post('/webhooks/nothing', Buffer.alloc(7 * 1024 * 1024, 'x'), 'text/plain')],
  ['a payload that base64 makes too large', () => post('/webhooks/nothing', Buffer.alloc(5 * 1024 * 1024))],
])('answers %s with 413, which the sender gets to see', async (_, sendIt) => {
  const response = await sendIt();
  expect(response.status).toBe(413);
  expect(await response.json()).toEqual({ message: 'Request Entity Too Large' });
});

test('takes a body just under the limit', async () => {
  expect((await post('/webhooks/nothing', 'x'.repeat(6 * 1024 * 1024 - 2000), 'text/plain')).status).toBe(200);
});

test('has no page of its own: what no route takes is answered as API Gateway does', async () => {
  expect((await send('/')).status).toBe(404);
});
