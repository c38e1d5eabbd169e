import type * as dynamodb from '@aws-sdk/client-dynamodb';
import type { AwsOptions } from './client-config.ts';
import { type JsonService, openJsonService } from './http/json-service.ts';
import { isServiceError } from './http/service-error.ts';

/** The actions that Breakwater needs, with the SDK's types. */
interface DynamoDbActions {
  BatchGetItem: Action<dynamodb.BatchGetItemCommandInput, dynamodb.BatchGetItemCommandOutput>;
  GetItem: Action<dynamodb.GetItemCommandInput, dynamodb.GetItemCommandOutput>;
  PutItem: Action<dynamodb.PutItemCommandInput, dynamodb.PutItemCommandOutput>;
  Query: Action<dynamodb.QueryCommandInput, dynamodb.QueryCommandOutput>;
  TransactWriteItems: Action<dynamodb.TransactWriteItemsCommandInput, dynamodb.TransactWriteItemsCommandOutput>;
  UpdateItem: Action<dynamodb.UpdateItemCommandInput, dynamodb.UpdateItemCommandOutput>;
}

interface Action<Input, Output> {
  readonly input: Input;
  readonly output: Omit<Output, '$metadata'>;
}

/** DynamoDB. Every call throws what went wrong. */
export type DynamoDb = JsonService<DynamoDbActions>;

/** Opens DynamoDB. */
export const openDynamoDb = (options?: AwsOptions): DynamoDb =>
  openJsonService({ service: 'dynamodb', target: 'DynamoDB_20120810', version: '1.0', write, read }, options);

/** The condition of a write does not hold; `Item` is what is there, where that was asked for. */
export const isConditionFailure = (error: unknown): error is dynamodb.ConditionalCheckFailedException =>
  isServiceError(error, 'ConditionalCheckFailedException');

/** A transaction was not made; `CancellationReasons` says why of each of its writes. */
export const isCancelled = (error: unknown): error is dynamodb.TransactionCanceledException =>
  isServiceError(error, 'TransactionCanceledException');

/** Bytes are base64 in JSON. */
function write(input: object): string {
  return JSON.stringify(input, function (this: Readonly<Record<string, unknown>>, name, value) {
    // A Buffer has made something else of itself by now.
    const bytes = this[name];
    return bytes instanceof Uint8Array ? Buffer.from(bytes).toString('base64') : value;
  });
}

/** An attribute's value is never a text by itself, so what stands by `B` are bytes, whatever the attributes are called. */
function read(text: string): object {
  if (!/"BS?":["[]/.test(text)) return JSON.parse(text);
  return JSON.parse(text, (name, value) => {
    if (name === 'B' && typeof value === 'string') return bytesOf(value);
    return name === 'BS' && Array.isArray(value) ? value.map(bytesOf) : value;
  });
}

const bytesOf = (base64: string) => new Uint8Array(Buffer.from(base64, 'base64'));
