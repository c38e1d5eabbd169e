import { createHash } from 'node:crypto';
import { type Call, get, put, secret, send, transact } from './calls.ts';
import { type Played, type PlayedAws, type Seen, startPlayedAws } from './played-aws.ts';

const md5 = (body: string) => createHash('md5').update(body).digest('hex');
const fault = (status: number, __type: string, more: object = {}, headers = {}): Played => ({
  status,
  headers,
  body: { __type, message: 'what it says', ...more },
});
const done: Played = { body: {} };
const old = {
  pk: { S: 'a' },
  B: { S: 'B' },
  bytes: { B: 'AP8=' },
  list: { L: [{ BS: ['AQ=='] }, { M: { BS: { B: '' } } }] },
};
const inTenMinutes = () => ({ date: new Date(Date.now() + 600_000).toUTCString() });

interface Expected extends Readonly<Record<string, unknown>> {
  readonly attempts: number;
  /** By how much the clock of the last request is ahead of ours. @default 0 */
  readonly minutesAhead?: number;
  readonly atLeastMs?: number;
}

/** What is called, what AWS answers, and what comes of it: `attempts` are those that AWS has seen. */
const rows: readonly [name: string, call: Call, answers: () => readonly Played[], expected: Expected][] = [
  ['success', put, () => [done], { attempts: 1, answer: {} }],
  [
    'an answer with bytes',
    get,
    () => [{ body: { Item: old } }],
    { attempts: 1, answer: { Item: { bytes: { B: new Uint8Array([0, 255]) } } } },
  ],
  ['no body at all', put, () => [{ body: '' }], { attempts: 1, answer: {} }],
  [
    'a condition that fails, with the item',
    put,
    () => [fault(400, 'com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException', { Item: old })],
    { attempts: 1, name: 'ConditionalCheckFailedException', status: 400, fault: 'client', item: { B: { S: 'B' } } },
  ],
  [
    'a transaction that is cancelled, with its reasons',
    transact,
    () => [
      fault(400, 'com.amazonaws.dynamodb.v20120810#TransactionCanceledException', {
        CancellationReasons: [{ Code: 'None' }, { Code: 'ConditionalCheckFailed', Item: old }],
      }),
    ],
    {
      attempts: 1,
      name: 'TransactionCanceledException',
      reasons: [{ Code: 'None' }, { Code: 'ConditionalCheckFailed' }],
    },
  ],
  [
    'a transaction that is under way',
    transact,
    () => [fault(400, 'TransactionInProgressException'), done],
    { attempts: 2, answer: {} },
  ],
  [
    'throttling of the table',
    put,
    () => [fault(400, 'ProvisionedThroughputExceededException'), fault(400, 'ThrottlingException'), done],
    { attempts: 3, answer: {} },
  ],
  [
    'throttling without end',
    put,
    () => [fault(429, 'TooManyRequests')],
    { attempts: 3, name: 'TooManyRequests', status: 429 },
  ],
  [
    'a failure of its own',
    put,
    () => [fault(500, 'InternalServerError'), fault(503, 'ServiceUnavailable'), done],
    { attempts: 3, answer: {} },
  ],
  [
    'failures without end',
    put,
    () => [fault(500, 'InternalServerError')],
    { attempts: 3, name: 'InternalServerError', status: 500, fault: 'server' },
  ],
  [
    'a failure that says how long to wait',
    put,
    () => [fault(503, 'SlowDown', {}, { 'x-amz-retry-after': '400' }), done],
    { attempts: 2, answer: {}, atLeastMs: 390 },
  ],
  [
    'no permission',
    put,
    () => [fault(400, 'com.amazon.coral.service#AccessDeniedException')],
    { attempts: 1, name: 'AccessDeniedException' },
  ],
  [
    'a request that is wrong',
    put,
    () => [fault(400, 'com.amazon.coral.validate#ValidationException')],
    { attempts: 1, name: 'ValidationException' },
  ],
  [
    'an error that only the header names',
    put,
    () => [
      {
        status: 400,
        headers: { 'x-amzn-errortype': 'ResourceNotFoundException:http://x' },
        body: { message: 'what it says' },
      },
    ],
    { attempts: 1, name: 'ResourceNotFoundException' },
  ],
  [
    'a clock that is wrong',
    put,
    () => [fault(400, 'InvalidSignatureException', {}, inTenMinutes()), { ...Object(done), headers: inTenMinutes() }],
    { attempts: 2, answer: {}, minutesAhead: 10 },
  ],
  [
    'a signature that is wrong by a clock that is right',
    put,
    () => [fault(403, 'InvalidSignatureException')],
    { attempts: 1, name: 'InvalidSignatureException' },
  ],
  ['a call that hangs once', put, () => ['hangs', done], { attempts: 2, answer: {} }],
  ['a call that hangs', put, () => ['hangs'], { attempts: 3, name: 'TimeoutError' }],
  ['a connection that is reset', put, () => ['is reset', done], { attempts: 2, answer: {} }],
  ['an answer that is cut off', put, () => ['is cut off', done], { attempts: 2, answer: {} }],
  ['connections that are always reset', put, () => ['is reset'], { attempts: 3 }],
  ['a proxy that has no answer', put, () => [{ status: 502, body: '<html>' }, done], { attempts: 2, answer: {} }],
  [
    'a secret',
    secret,
    () => [{ body: { SecretString: 'a secret', VersionId: 'v' } }],
    { attempts: 1, answer: { SecretString: 'a secret' } },
  ],
  [
    'a secret that is not there',
    secret,
    () => [fault(400, 'ResourceNotFoundException')],
    { attempts: 1, name: 'ResourceNotFoundException' },
  ],
  ['a message', send, () => [{ body: { MessageId: 'm', MD5OfMessageBody: md5('é') } }], { attempts: 1, answer: {} }],
  [
    'a message that was altered on its way',
    send,
    () => [{ body: { MessageId: 'm', MD5OfMessageBody: md5('e') } }],
    { attempts: 1, name: 'Error' },
  ],
  [
    'a queue that is not there',
    send,
    () => [
      fault(
        400,
        'com.amazonaws.sqs#QueueDoesNotExist',
        {},
        { 'x-amzn-query-error': 'AWS.SimpleQueueService.NonExistentQueue;Sender' },
      ),
    ],
    { attempts: 1, name: 'QueueDoesNotExist' },
  ],
];

let aws: PlayedAws;
const outside = { ...process.env };
beforeAll(async () => {
  aws = await startPlayedAws();
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'key', AWS_SECRET_ACCESS_KEY: 'secret', AWS_SESSION_TOKEN: 'token' });
  // The pauses are a random part of a second and more.
  jest.spyOn(Math, 'random').mockReturnValue(0);
});
afterAll(() => {
  jest.restoreAllMocks();
  process.env = outside;
  aws.close();
});

/** What comes of a call, and what of it AWS gets to see. */
async function outcomeOf(call: Call['own'], answers: readonly Played[], signal?: AbortSignal) {
  const { endpoint, seen } = aws.play(answers);
  // Where nothing hangs there is time enough for a busy machine.
  const requestTimeoutMs = answers.includes('hangs') ? 400 : 10_000;
  const start = performance.now();
  const ended = await call({ endpoint, region: 'eu-west-1', requestTimeoutMs }, signal).then(success, failure);
  const ms = performance.now() - start;
  return { ms, outcome: { ...ended, attempts: seen.length, requests: seen.map(requestOf) } };
}

const success = (given: object | undefined) => {
  const { $metadata: _, ...answer } = Object(given);
  return { answer };
};

function failure(error: Error) {
  const { name, $fault: fault, $metadata, Item: item, CancellationReasons: reasons } = Object(error);
  return { name, status: $metadata?.httpStatusCode, fault, item, reasons };
}

/** What of a request matters: the rest is the SDK's word about itself. */
function requestOf({ headers, body }: Seen) {
  const {
    'x-amz-target': target,
    'content-type': type,
    'x-amz-security-token': token,
    'amz-sdk-request': count,
  } = headers;
  const [, scope, hash] = /Credential=key\/\d{8}\/(\S+),.*(Signature=)/.exec(headers.authorization ?? '') ?? [];
  const { 'x-amz-date': date = '' } = headers;
  const time = Date.parse(String(date).replace(/^(....)(..)(..T..)(..)/, '$1-$2-$3:$4:'));
  return { target, type, token, count, scope, hash, body, minutesAhead: Math.round((time - Date.now()) / 60_000) || 0 };
}

test.concurrent.each(rows)(
  '%s comes to the same as with a client of the SDK',
  async (_, { own, sdk }, answers, expected) => {
    const { minutesAhead = 0, atLeastMs = 0, ...outcome } = expected;
    const [ours, theirs] = await Promise.all([outcomeOf(own, answers()), outcomeOf(sdk, answers())]);
    expect(ours.outcome).toEqual(theirs.outcome);
    expect(ours.outcome).toMatchObject(outcome);
    expect(ours.outcome.requests.at(-1)).toMatchObject({ token: 'token', minutesAhead });
    expect(Math.min(ours.ms, theirs.ms)).toBeGreaterThanOrEqual(atLeastMs);
  },
);

test('a caller who gives up ends the call at once, with his own reason', async () => {
  const caller = new AbortController();
  setTimeout(() => caller.abort(new Error('no time left')), 50);
  const { endpoint, seen } = aws.play(['hangs']);
  const call = put.own({ endpoint, region: 'eu-west-1', requestTimeoutMs: 10_000 }, caller.signal);
  await expect(call).rejects.toThrow('no time left');
  expect(seen).toHaveLength(1);
  await expect(put.own({ endpoint, region: 'eu-west-1' }, caller.signal)).rejects.toThrow('no time left');
  expect(seen).toHaveLength(1);
});

test('an error says which call it was of, and what the service says of it', async () => {
  const { endpoint } = aws.play([fault(400, 'com.amazonaws.dynamodb.v20120810#ResourceNotFoundException')]);
  const error = await put.own({ endpoint, region: 'eu-west-1' }).catch(String);
  expect(error).toBe('ResourceNotFoundException: dynamodb:PutItem was answered 400: what it says');
});
