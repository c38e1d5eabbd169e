import { randomUUID } from 'node:crypto';
import type { StandardSchemaV1 } from '@standard-schema/spec';
import type { Context, SQSEvent } from 'aws-lambda';
import * as v from 'valibot';
import { z } from 'zod';
import { encodeEnvelope } from '../../../core/envelope.ts';
import { openLedgerEvents } from '../../../lambda/aws/ledger-events.ts';
import { defineProcessor, type WebhookEvent } from '../../../lambda/runtime/index.ts';
import { type Engines, startEngines } from '../../protocol/engines.ts';

let engines: Engines;
let deadLetterQueue: string;
const outside = { ...process.env };

beforeAll(async () => {
  engines = await startEngines();
  await engines.createTable('ledger');
  deadLetterQueue = await engines.createQueue('dead-letter');
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_DYNAMODB: engines.dynamodb,
    AWS_ENDPOINT_URL_SQS: engines.sqs,
    STACK_NAME: 'Webhooks',
    LEDGER_TABLE: 'ledger',
    PROCESSOR: 'paid',
    QUEUE_URL: await engines.createQueue('queue'),
    DEAD_LETTER_QUEUE_URL: deadLetterQueue,
    MAX_ATTEMPTS: '3',
    FIRST_RETRY_SECONDS: '1',
    CLAIM_CHECK_BUCKET: 'claim-checks',
  });
});
afterEach(async () => {
  for (const letter of await engines.receive(deadLetterQueue)) await engines.delete(deadLetterQueue, letter);
});
afterAll(() => {
  process.env = outside;
  return engines.stop();
});

/** Runs a processor with this schema on one event, as Lambda would, and says what became of it everywhere. */
async function run<Schema extends StandardSchemaV1>(schema: Schema, body: string) {
  const seen: WebhookEvent<string, StandardSchemaV1.InferOutput<Schema>>[] = [];
  const handler = defineProcessor({ schema }, (event) => {
    seen.push(event);
  });
  const now = new Date().toISOString();
  const id = randomUUID();
  const facts = {
    id,
    source: 'shop',
    provider: 'hmac',
    type: 'paid',
    time: now,
    receivedAt: now,
    requestId: 'r-1',
    contentType: 'application/json',
  };
  const record = { messageId: id, receiptHandle: 'none', body: encodeEnvelope(facts, Buffer.from(body)) };
  const context = { awsRequestId: randomUUID(), getRemainingTimeInMillis: () => 30_000 };
  const { batchItemFailures } = await handler({ Records: [record] } as SQSEvent, context as Context);
  const entry = (await openLedgerEvents('ledger').read([`shop#${id}`])).get(`shop#${id}`);
  const letters = (await engines.receive(deadLetterQueue)).map(({ MessageAttributes = {} }) => ({
    error: MessageAttributes.error?.StringValue,
    attempts: MessageAttributes.attempts?.StringValue,
  }));
  return { seen, stays: batchItemFailures.length, custody: entry?.custody.get('paid'), letters };
}

const Amount = z.object({ amount: z.number(), paidAt: z.iso.datetime().transform((text) => new Date(text)) });

test('the work gets what the schema makes of the payload, and the bytes as they came', async () => {
  const body = '{ "amount": 5, "paidAt": "2026-01-01T00:00:00Z", "more": 1 }';
  const { seen, stays, custody } = await run(Amount, body);
  expect(seen.map(({ data }) => data)).toEqual([{ amount: 5, paidAt: new Date('2026-01-01T00:00:00Z') }]);
  expect(seen[0]?.rawBody.toString()).toBe(body);
  expect(seen[0]).toMatchObject({ source: 'shop', type: 'paid' });
  expect({ stays, state: custody?.state }).toEqual({ stays: 0, state: 'done' });
});

const refusals = {
  zod: {
    schema: z.object({ amount: z.number(), lines: z.array(z.object({ sku: z.string() })) }),
    error:
      'SchemaMismatch: amount: Invalid input: expected number, received string; ' +
      'lines.1.sku: Invalid input: expected string, received undefined',
  },
  valibot: {
    schema: v.object({ amount: v.number(), lines: v.array(v.object({ sku: v.string() })) }),
    error:
      'SchemaMismatch: amount: Invalid type: Expected number but received …; ' +
      'lines.1.sku: Invalid key: Expected "sku" but received undefined',
  },
  'an asynchronous zod': {
    schema: z.looseObject({}).refine(() => Promise.resolve(false), 'no such customer'),
    error: 'SchemaMismatch: the payload: no such customer',
  },
  'an asynchronous valibot': {
    schema: v.pipeAsync(
      v.looseObject({ amount: v.string() }),
      v.forwardAsync(
        v.checkAsync(() => Promise.resolve(false), 'no such amount'),
        ['amount'],
      ),
    ),
    error: 'SchemaMismatch: amount: no such amount',
  },
};

test.each(Object.entries(refusals))(
  'what does not fit is a dead letter after one attempt, with the reason: %s',
  async (_, { schema, error }) => {
    const { seen, stays, custody, letters } = await run(schema, '{"amount":"4242","lines":[{"sku":"a"},{}]}');
    expect(seen).toEqual([]);
    expect(stays).toBe(0);
    expect(letters).toEqual([{ error, attempts: '1' }]);
    expect(custody).toMatchObject({
      state: 'failed',
      attempts: 1,
      failures: [{ attempt: 1, error: error.slice(0, 120) }],
    });
  },
);

test('a validator that throws is a failed attempt like any other', async () => {
  const broken = z.object({}).transform(() => {
    throw new Error('the table of countries is not there');
  });
  const { stays, custody, letters } = await run(broken, '{}');
  expect(stays).toBe(1);
  expect(letters).toEqual([]);
  expect(custody).toMatchObject({
    state: 'retry',
    failures: [{ attempt: 1, error: 'Error: the table of countries is not there' }],
  });
});

test('a body that is no JSON object is looked at as well', async () => {
  const { letters } = await run(Amount, '[]');
  expect(letters).toMatchObject([
    { error: 'SchemaMismatch: the payload: Invalid input: expected object, received array' },
  ]);
});
