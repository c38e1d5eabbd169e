import { type RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { logNamePatterns } from './log-names.ts';

export interface EncryptionKeyProps {
  /** The name that the stack's log groups begin with. */
  readonly stackName: string;
  /** What becomes of the key with the stack: what it encrypts is lost without it. */
  readonly removalPolicy: RemovalPolicy;
}

/** A key of the stack's own, renewed by AWS every year. */
export class EncryptionKey extends Construct {
  readonly key: Key;

  constructor(scope: Construct, id: string, { stackName, removalPolicy }: EncryptionKeyProps) {
    super(scope, id);
    this.key = new Key(this, 'Key', {
      description: `Encrypts what ${stackName} stores`,
      alias: `breakwater/${stackName}`,
      enableKeyRotation: true,
      removalPolicy,
    });
    this.key.addToResourcePolicy(forLogs(this, stackName));
  }
}

/**
 * Roles of the account use a key by their own policies; CloudWatch Logs has no role, and needs the key's.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
 */
function forLogs(scope: Construct, stackName: string): PolicyStatement {
  const { partition, region, account } = Stack.of(scope);
  return new PolicyStatement({
    principals: [new ServicePrincipal(`logs.${region}.amazonaws.com`)],
    actions: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'],
    resources: ['*'],
    conditions: {
      ArnLike: {
        'kms:EncryptionContext:aws:logs:arn': logNamePatterns(stackName).map(
          (name) => `arn:${partition}:logs:${region}:${account}:log-group:${name}`,
        ),
      },
    },
  });
}

/** Alarms that are published to an encrypted topic use its key: https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html */
export const forAlarms = (account: string): PolicyStatement =>
  new PolicyStatement({
    principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
    actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
    resources: ['*'],
    conditions: { StringEquals: { 'aws:SourceAccount': account } },
  });
