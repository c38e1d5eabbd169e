import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { defineProcessor } from '../runtime/index.ts';

const dynamodb = new DynamoDBClient();

/** Records what a payment has come to, in a table of our own. */
export const handler = defineProcessor<'stripe', 'payment_intent.succeeded'>(async (event, { log }) => {
  const { id, amount, currency, status } = event.data.data.object;
  // One item for each payment: writing the same event again changes nothing.
  const item = marshall(
    { id, amount, currency, status, at: event.time.toISOString() },
    { removeUndefinedValues: true },
  );
  await dynamodb.send(new PutItemCommand({ TableName: process.env.PAYMENTS_TABLE, Item: item }));
  log.info('payment recorded', { payment: id });
});
