import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { toEventBus } from '../../../lambda/aws/hand-over/event-bus.ts';
import { toFunction } from '../../../lambda/aws/hand-over/function.ts';
import { toQueue } from '../../../lambda/aws/hand-over/queue.ts';
import { toStream } from '../../../lambda/aws/hand-over/stream.ts';
import type { HandedEvent } from '../../../lambda/forwarder/forward.ts';
import { PermanentError } from '../../../lambda/runtime/index.ts';

const arn = (service: string, resource: string) => `arn:aws:${service}:eu-central-1:111122223333:${resource}`;
const event: HandedEvent = {
  envelope: '{"id":"evt_1","data":{"é":1}}',
  id: 'evt_1',
  source: 'stripe',
  type: 'invoice.paid',
  time: '2026-01-01T00:00:00.500Z',
  subject: 'acct_1',
  identity: 'abc',
};
const never = new AbortController().signal;
const received: { request: IncomingMessage; body: string }[] = [];
let answer: { status: number; headers?: Record<string, string>; body: string };
let server: Server;
let endpoint: string;
const environment = { ...process.env };

beforeAll(async () => {
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'key', AWS_SECRET_ACCESS_KEY: 'secret' });
  server = createServer(async (request, response) => {
    received.push({ request, body: String(await buffer(request)) });
    response.writeHead(answer.status, answer.headers).end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
beforeEach(() => {
  received.splice(0);
  answer = { status: 200, body: '{}' };
});
afterAll(() => {
  process.env = environment;
  server.closeAllConnections();
  server.close();
});

const signedFor = (service: string) =>
  new RegExp(`^AWS4-HMAC-SHA256 Credential=key/\\d{8}/eu-central-1/${service}/aws4_request, SignedHeaders=\\S*host;`);

test('a function is invoked and waited for, by its ARN in the path, with the envelope as its payload', async () => {
  await toFunction(arn('lambda', 'function:billing:live'), { endpoint })(event, never);
  const [{ request, body } = { request: undefined, body: '' }] = received;
  expect(request?.method).toBe('POST');
  expect(request?.url).toBe(
    '/2015-03-31/functions/arn%3Aaws%3Alambda%3Aeu-central-1%3A111122223333%3Afunction%3Abilling%3Alive/invocations',
  );
  expect(request?.headers).toMatchObject({
    'x-amz-invocation-type': 'RequestResponse',
    authorization: expect.stringMatching(signedFor('lambda')),
  });
  expect(body).toBe(event.envelope);
});

test('a function that throws fails the attempt, with what it said', async () => {
  answer = {
    status: 200,
    headers: { 'x-amz-function-error': 'Unhandled' },
    body: '{"errorType":"TypeError","errorMessage":"no customer"}',
  };
  const failing = toFunction(arn('lambda', 'function:billing'), { endpoint })(event, never);
  await expect(failing).rejects.toThrow('the function failed: TypeError: no customer');
  expect(received).toHaveLength(1);
});

test('a bus gets one entry, whose detail is the envelope', async () => {
  answer = { status: 200, body: '{"FailedEntryCount":0,"Entries":[{"EventId":"1"}]}' };
  await toEventBus(arn('events', 'event-bus/billing'), { endpoint })(event, never);
  const [{ request, body } = { request: undefined, body: '{}' }] = received;
  expect(request?.headers).toMatchObject({
    'content-type': 'application/x-amz-json-1.1',
    'x-amz-target': 'AWSEvents.PutEvents',
    authorization: expect.stringMatching(signedFor('events')),
  });
  expect(JSON.parse(body)).toEqual({
    Entries: [
      {
        EventBusName: arn('events', 'event-bus/billing'),
        Source: 'breakwater.stripe',
        DetailType: 'invoice.paid',
        Detail: event.envelope,
        Time: 1767225600.5,
      },
    ],
  });
});

test('an entry that a bus did not take fails the attempt, though the answer is 200', async () => {
  const Entries = [{ ErrorCode: 'ThrottlingException', ErrorMessage: 'Rate exceeded' }];
  answer = { status: 200, body: JSON.stringify({ FailedEntryCount: 1, Entries }) };
  const failing = toEventBus(arn('events', 'event-bus/billing'), { endpoint })(event, never);
  await expect(failing).rejects.toThrow('events:PutEvents did not take the event: ThrottlingException: Rate exceeded');
});

test.each([
  [{ group: 'key=cus_1' }, 'key=cus_1'],
  [{}, 'acct_1'],
  [{ subject: undefined }, 'abc'],
])('a stream gets the envelope in base64, keyed by order, by subject or by itself: %j', async (more, key) => {
  await toStream(arn('kinesis', 'stream/billing'), { endpoint })({ ...event, ...more }, never);
  const [{ request, body } = { request: undefined, body: '{}' }] = received;
  expect(request?.headers).toMatchObject({
    'content-type': 'application/x-amz-json-1.1',
    'x-amz-target': 'Kinesis_20131202.PutRecord',
    authorization: expect.stringMatching(signedFor('kinesis')),
  });
  const { Data, ...rest } = JSON.parse(body);
  expect(rest).toEqual({ StreamARN: arn('kinesis', 'stream/billing'), PartitionKey: key });
  expect(Buffer.from(Data, 'base64').toString()).toBe(event.envelope);
});

test.each([
  ['queue', 'billing', {}, {}],
  ['queue', 'billing', { group: 'key=cus_1' }, { MessageGroupId: 'key=cus_1' }],
  ['FIFO queue', 'billing.fifo', {}, { MessageGroupId: 'event=abc', MessageDeduplicationId: 'abc' }],
  [
    'FIFO queue',
    'billing.fifo',
    { group: 'key=cus_1' },
    { MessageGroupId: 'key=cus_1', MessageDeduplicationId: 'abc' },
  ],
])('a %s %s gets the envelope as its message: %j', async (_, name, more, place) => {
  answer = { status: 200, body: '{"MessageId":"1","MD5OfMessageBody":"any"}' };
  await toQueue(arn('sqs', name), { endpoint })({ ...event, ...more }, never).catch(() => undefined);
  const { MessageAttributes: __, ...sent } = JSON.parse(received[0]?.body ?? '{}');
  const QueueUrl = `https://sqs.eu-central-1.amazonaws.com/111122223333/${name}`;
  expect(sent).toEqual({ QueueUrl, MessageBody: event.envelope, ...place });
  expect(received[0]?.request.headers.authorization).toMatch(signedFor('sqs'));
});

test('a message that is too long for the queue is given up at once, and says what to change', async () => {
  answer = {
    status: 400,
    headers: { 'content-type': 'application/x-amz-json-1.0' },
    body: JSON.stringify({
      __type: 'com.amazonaws.sqs#InvalidParameterValue',
      message: 'One or more parameters are invalid. Reason: Message must be shorter than 262144 bytes.',
    }),
  };
  const failing = toQueue(arn('sqs', 'billing'), { endpoint })(event, never);
  await expect(failing).rejects.toThrow(PermanentError);
  await expect(failing).rejects.toThrow(/up to 262144 bytes: raise its MaximumMessageSize/);
});

test('a service that refuses fails the attempt with its own words, and is not asked again', async () => {
  answer = {
    status: 400,
    body: '{"__type":"com.amazonaws.x#ResourceNotFoundException","message":"no stream billing"}',
  };
  const failing = toStream(arn('kinesis', 'stream/billing'), { endpoint })(event, never);
  await expect(failing).rejects.toThrow('kinesis:PutRecord was answered 400: no stream billing');
  expect(received).toHaveLength(1);
});
