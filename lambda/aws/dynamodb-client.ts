import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type AwsOptions, clientConfig } from './client-config.ts';

let shared: DynamoDBClient | undefined;

/** A client of DynamoDB. Without options it is one for all: a second one would shake hands with DynamoDB once more. */
export function dynamoDbClient(options?: AwsOptions): DynamoDBClient {
  if (options) return new DynamoDBClient(clientConfig(options));
  shared ??= new DynamoDBClient(clientConfig());
  return shared;
}
