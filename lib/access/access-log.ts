import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { logRemoval } from '../foundation.ts';
import { accessLogName } from '../log-names.ts';
import type { EntranceProps } from './entrance.ts';

/**
 * What the access log says of a request. Neither its path nor its query or headers are in it: senders choose those, and
 * some hold secrets. Source, outcome and time are in the verifier's log under the same id; CloudWatch keeps the moment
 * with each line. So a line has what nothing else tells of requests that never get to the verifier: every byte is paid for.
 */
const FIELDS = {
  requestId: '$context.requestId',
  ip: '$context.identity.sourceIp',
  status: '$context.status',
  error: '$context.error.responseType',
};

export const ACCESS_LOG_FORMAT = AccessLogFormat.custom(JSON.stringify(FIELDS));

/** Where the access log is written. */
export const accessLogGroup = (
  scope: Construct,
  {
    name,
    logRetention = RetentionDays.ONE_MONTH,
    foundation = {},
  }: Pick<EntranceProps, 'name' | 'logRetention' | 'foundation'>,
): LogGroup =>
  new LogGroup(scope, 'AccessLog', {
    logGroupName: accessLogName(name),
    ...(foundation.key && { encryptionKey: foundation.key }),
    retention: logRetention,
    removalPolicy: logRemoval(foundation),
  });
