import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { archivePrefix } from '../core/archive.ts';
import { paceKey } from '../core/pace.ts';
import { COUNTER_PREFIX } from '../core/quarantine.ts';
import { reconcileKey } from '../core/reconciliation/reconcile-item.ts';
import type { TargetKind } from '../core/target.ts';

const SOURCE_PACES = paceKey('source', '');

/** Everything that a function of ours may be allowed: the calls it makes, on the one resource, and nothing else. */
export const allow = {
  /** The verifier: an event is put, and read back where the engine does not return it. */
  recordIn: ({ tableArn }: Table) => statement(tableArn, 'dynamodb:PutItem', 'dynamodb:GetItem'),
  /** The verifier: what it keeps, and lets in, is counted in the ledger, in items of their own. */
  countIn: ({ tableArn }: Table) =>
    new PolicyStatement({
      actions: ['dynamodb:UpdateItem'],
      resources: [tableArn],
      conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [`${COUNTER_PREFIX}*`, `${SOURCE_PACES}*`] } },
    }),
  /** The verifier: it fills the quarantine, and cannot look into it. */
  keepIn: (bucket: Bucket) => statement(bucket.arnForObjects('*'), 's3:PutObject'),
  /** The verifier: large bodies are put aside; it needs none of them again. */
  checkIn: (bucket: Bucket) => statement(bucket.arnForObjects('*'), 's3:PutObject'),
  /**
   * A processor: it gets the large bodies of its events. Without the right to list, S3 would answer that one which is not
   * there is forbidden: https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
   */
  checkOut: (bucket: Bucket) => [
    statement(bucket.arnForObjects('*'), 's3:GetObject'),
    statement(bucket.bucketArn, 's3:ListBucket'),
  ],
  /** The archive: it adds to itself, and needs nothing of it again. */
  archiveIn: (bucket: Bucket) => statement(bucket.arnForObjects(`${archivePrefix()}*`), 's3:PutObject'),
  /** A processor: its state of an event is claimed, completed or released. */
  claimIn: ({ tableArn }: Table) => statement(tableArn, 'dynamodb:UpdateItem', 'dynamodb:GetItem'),
  /** A reconciler: it looks up many events at once. */
  lookUpIn: ({ tableArn }: Table) => statement(tableArn, 'dynamodb:BatchGetItem'),
  /** A reconciler: how far it has come is one item, of its source. */
  noteProgressIn: ({ tableArn }: Table, source: string) =>
    new PolicyStatement({
      actions: ['dynamodb:UpdateItem'],
      resources: [tableArn],
      conditions: { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': [reconcileKey(source)] } },
    }),
  sendTo: ({ queueArn }: IQueue) => statement(queueArn, 'sqs:SendMessage'),
  /** An event source mapping acts with its function's role. */
  consume: ({ queueArn }: IQueue) =>
    statement(queueArn, 'sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'),
  /** A processor: the runtime itself puts off messages. */
  holdBack: ({ queueArn }: IQueue) => statement(queueArn, 'sqs:ChangeMessageVisibility'),
  readSecret: (arn: string) => statement(arn, 'secretsmanager:GetSecretValue'),
  /**
   * The verifier, for tenants: their secrets come and go without the stack. Whether there is one is only said to whoever may
   * read it, and the ARN of one that is not there has no random suffix, hence no `-??????`.
   */
  readTenantSecrets: (pattern: string) => statement(pattern, 'secretsmanager:GetSecretValue'),
  /** The verifier, for providers that hand over the secret themselves. */
  setSecret: (arn: string) => statement(arn, 'secretsmanager:PutSecretValue'),
  /**
   * Lambda, before there is a network interface that could be named; the function's own code, never.
   * https://docs.aws.amazon.com/lambda/latest/dg/permissions-source-function-arn.html
   */
  joinNetwork: (functionArns: string) => [
    new PolicyStatement({ actions: NETWORK_ACTIONS, resources: ['*'] }),
    new PolicyStatement({
      effect: Effect.DENY,
      actions: NETWORK_ACTIONS,
      resources: ['*'],
      conditions: { ArnLike: { 'lambda:SourceFunctionArn': functionArns } },
    }),
  ],
  /** X-Ray knows no resources: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsx-ray.html */
  trace: () => statement('*', 'xray:PutTraceSegments', 'xray:PutTelemetryRecords'),
  /** A forwarder: it hands events over to what is there already. */
  handTo: (kind: TargetKind, arn: string) => statement(arn, HANDING_OVER[kind]),
  writeLog: ({ logGroupArn }: ILogGroup) => statement(logGroupArn, 'logs:CreateLogStream', 'logs:PutLogEvents'),
};

const HANDING_OVER: Readonly<Record<TargetKind, string>> = {
  queue: 'sqs:SendMessage',
  function: 'lambda:InvokeFunction',
  eventBus: 'events:PutEvents',
  stream: 'kinesis:PutRecord',
};

/** What Lambda does to bring a function into a VPC, with its role: https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html */
const NETWORK_ACTIONS = [
  'ec2:CreateNetworkInterface',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeSubnets',
  'ec2:DeleteNetworkInterface',
  'ec2:AssignPrivateIpAddresses',
  'ec2:UnassignPrivateIpAddresses',
];

const statement = (resource: string, ...actions: string[]) => new PolicyStatement({ actions, resources: [resource] });
