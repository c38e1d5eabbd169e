import { readArn } from '../../../core/arn.ts';
import type { HandOver } from '../../forwarder/forward.ts';
import type { AwsOptions } from '../client-config.ts';
import { openJsonService } from '../http/json-service.ts';
import { once } from './once.ts';

/**
 * What every stream takes of a record, its partition key included; more where the stream says so.
 * https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecord.html
 */
const LARGEST_WITH_KEY = 1_048_576;

/** A partition key has up to 256 characters. */
export const LARGEST_RECORD = LARGEST_WITH_KEY - 1024;

interface KinesisActions {
  PutRecord: { readonly input: object; readonly output: object };
}

const DIALECT = { service: 'kinesis', target: 'Kinesis_20131202', version: '1.1' } as const;

/**
 * Hands events over to a stream: the envelope is the record, and what the events are ordered by its partition key; failing
 * that, whom the event is about, or the event itself.
 */
export function toStream(arn: string, options?: AwsOptions): HandOver {
  const kinesis = openJsonService<KinesisActions>(DIALECT, once(readArn(arn).region, options));
  return async ({ envelope, group, subject, identity }, signal) => {
    const record = {
      StreamARN: arn,
      PartitionKey: group ?? (subject || identity),
      Data: Buffer.from(envelope).toString('base64'),
    };
    await kinesis.call('PutRecord', record, { signal });
  };
}
