import { RemovalPolicy } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { EntranceProps } from './entrance.ts';

/**
 * What the access log says of a request. Neither its path nor its query or headers are in it: senders choose those, and
 * some hold secrets. The verifier's log has the source, under the same request id.
 */
const FIELDS = {
  requestId: '$context.requestId',
  time: '$context.requestTimeEpoch',
  ip: '$context.identity.sourceIp',
  method: '$context.httpMethod',
  protocol: '$context.protocol',
  status: '$context.status',
  responseLength: '$context.responseLength',
  responseLatency: '$context.responseLatency',
  error: '$context.error.responseType',
};

export const ACCESS_LOG_FORMAT = AccessLogFormat.custom(JSON.stringify(FIELDS));

/**
 * Where the access log is written. Names that begin so need no entry of their own in the account's policy for log delivery,
 * which has room for a few only:
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-and-resource-policy.html
 */
export const accessLogGroup = (
  scope: Construct,
  { name, logRetention = RetentionDays.ONE_MONTH }: Pick<EntranceProps, 'name' | 'logRetention'>,
): LogGroup =>
  new LogGroup(scope, 'AccessLog', {
    logGroupName: `/aws/vendedlogs/breakwater/${name}`,
    retention: logRetention,
    removalPolicy: RemovalPolicy.DESTROY,
  });
