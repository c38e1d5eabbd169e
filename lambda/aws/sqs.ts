import type * as sqs from '@aws-sdk/client-sqs';
import type { AwsOptions } from './client-config.ts';
import { type JsonService, openJsonService } from './http/json-service.ts';

/** The actions that Breakwater's functions need, with the SDK's types. */
interface SqsActions {
  ChangeMessageVisibility: { readonly input: sqs.ChangeMessageVisibilityCommandInput; readonly output: object };
  SendMessage: {
    readonly input: sqs.SendMessageCommandInput;
    readonly output: Pick<sqs.SendMessageCommandOutput, 'MessageId' | 'MD5OfMessageBody'>;
  };
}

/** SQS. Every call throws what went wrong. */
export type Sqs = JsonService<SqsActions>;

/** Opens SQS. A queue's URL says which queue is meant, and nothing of where SQS is. */
export const openSqs = (options?: AwsOptions): Sqs =>
  openJsonService({ service: 'sqs', target: 'AmazonSQS', version: '1.0' }, options);
