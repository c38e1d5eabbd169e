import type { HandOver } from '../../forwarder/forward.ts';
import { openService } from '../service-request.ts';

/**
 * What every stream takes of a record, its partition key included; more where the stream says so.
 * https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecord.html
 */
const LARGEST_WITH_KEY = 1_048_576;

/** A partition key has up to 256 characters. */
export const LARGEST_RECORD = LARGEST_WITH_KEY - 1024;

const action = 'kinesis:PutRecord';

/**
 * Hands events over to a stream: the envelope is the record, and what the events are ordered by its partition key; failing
 * that, whom the event is about, or the event itself.
 */
export function toStream(arn: string, endpoint: string | undefined): HandOver {
  const request = openService(arn, endpoint);
  const headers = { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': 'Kinesis_20131202.PutRecord' };
  return async ({ envelope, group, subject, identity }, signal) => {
    const record = {
      StreamARN: arn,
      PartitionKey: group ?? (subject || identity),
      Data: Buffer.from(envelope).toString('base64'),
    };
    await request({ action, headers, body: JSON.stringify(record) }, signal);
  };
}
