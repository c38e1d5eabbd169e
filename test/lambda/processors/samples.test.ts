import { randomUUID } from 'node:crypto';
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { encodeEnvelope } from '../../../core/envelope.ts';
import { type Engines, startEngines } from '../../protocol/engines.ts';

type Handler = (event: SQSEvent, context: Context) => Promise<SQSBatchResponse>;

let engines: Engines;
let deadLetterQueue: string;
const outside = { fetch: globalThis.fetch, environment: { ...process.env } };

beforeAll(async () => {
  engines = await startEngines();
  await engines.createTable('ledger');
  await engines.createTable('payments', 'id');
  deadLetterQueue = await engines.createQueue('dead-letter');
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_DYNAMODB: engines.dynamodb,
    AWS_ENDPOINT_URL_SQS: engines.sqs,
    STACK_NAME: 'Webhooks',
    LEDGER_TABLE: 'ledger',
    PAYMENTS_TABLE: 'payments',
    PROCESSOR: 'sample',
    QUEUE_URL: await engines.createQueue('queue'),
    DEAD_LETTER_QUEUE_URL: deadLetterQueue,
    MAX_ATTEMPTS: '3',
    FIRST_RETRY_SECONDS: '1',
    CLAIM_CHECK_BUCKET: 'claim-checks',
  });
});
afterEach(() => {
  globalThis.fetch = outside.fetch;
});
afterAll(() => {
  process.env = outside.environment;
  return engines.stop();
});

/** Hands an event to a processor as Lambda would; returns how many messages stay on the queue. */
async function give(handler: Handler, provider: string, type: string, body: string, contentType = 'application/json') {
  const now = new Date().toISOString();
  const facts = {
    id: randomUUID(),
    source: provider,
    provider,
    type,
    time: now,
    receivedAt: now,
    requestId: 'r-1',
    contentType,
  };
  const record = { messageId: randomUUID(), receiptHandle: 'none', body: encodeEnvelope(facts, Buffer.from(body)) };
  const context = { awsRequestId: randomUUID(), getRemainingTimeInMillis: () => 30_000 };
  const response = await handler({ Records: [record] } as SQSEvent, context as Context);
  return response.batchItemFailures.length;
}

const deadLetters = async () => (await engines.receive(deadLetterQueue)).length;

test('record-payment writes a payment to the table', async () => {
  const { handler } = await import('../../../lambda/processors/record-payment.ts');
  const object = { id: 'pi_1', amount: 1999, currency: 'eur', status: 'succeeded' };
  expect(await give(handler, 'stripe', 'payment_intent.succeeded', JSON.stringify({ data: { object } }))).toBe(0);
  const command = new GetItemCommand({ TableName: 'payments', Key: { id: { S: 'pi_1' } } });
  const { Item } = await new DynamoDBClient().send(command);
  expect(Item).toMatchObject({ amount: { N: '1999' }, currency: { S: 'eur' }, status: { S: 'succeeded' } });
});

test('announce-push gives up on a push without a ref at once', async () => {
  const { handler } = await import('../../../lambda/processors/announce-push.ts');
  expect(await give(handler, 'github', 'push', '{"ref":"refs/heads/main","commits":[{}]}')).toBe(0);
  expect(await deadLetters()).toBe(0);
  expect(await give(handler, 'github', 'push', '{}')).toBe(0);
  expect(await deadLetters()).toBe(1);
});

describe('answer-command', () => {
  const command = (url: string) =>
    new URLSearchParams({ command: '/deploy', text: 'api', user_name: 'ada', response_url: url }).toString();
  const form = 'application/x-www-form-urlencoded';
  const posts: { url: string; body: string }[] = [];
  const answering = (status: number) => {
    posts.length = 0;
    globalThis.fetch = async (url, init) => {
      posts.push({ url: String(url), body: String(init?.body) });
      return new Response(null, { status });
    };
  };

  test('posts its answer to the response_url', async () => {
    const { handler } = await import('../../../lambda/processors/answer-command.ts');
    answering(200);
    expect(await give(handler, 'slack', '/deploy', command('https://hooks.slack.com/commands/1/2'), form)).toBe(0);
    expect(posts).toEqual([
      { url: 'https://hooks.slack.com/commands/1/2', body: '{"text":"/deploy api: done for ada (attempt 1)."}' },
    ]);
  });

  test('tries again when Slack fails, and not when the address has expired or is not Slack', async () => {
    const { handler } = await import('../../../lambda/processors/answer-command.ts');
    answering(503);
    expect(await give(handler, 'slack', '/deploy', command('https://hooks.slack.com/commands/1/2'), form)).toBe(1);
    answering(404);
    expect(await give(handler, 'slack', '/deploy', command('https://hooks.slack.com/commands/1/2'), form)).toBe(0);
    for (const url of [
      'https://hooks.slack.com.evil.example/',
      'http://hooks.slack.com/',
      'http://169.254.169.254/',
      'not a url',
    ]) {
      answering(200);
      expect(await give(handler, 'slack', '/deploy', command(url), form)).toBe(0);
      expect(posts).toEqual([]);
    }
  });
});
