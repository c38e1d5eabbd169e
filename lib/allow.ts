import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';

/** Everything that a function of ours may be allowed: the calls it makes, on the one resource, and nothing else. */
export const allow = {
  /** The verifier: an event is put, and read back where the engine does not return it. */
  recordIn: ({ tableArn }: Table) => statement(tableArn, 'dynamodb:PutItem', 'dynamodb:GetItem'),
  /** A processor: its state of an event is claimed, completed or released. */
  claimIn: ({ tableArn }: Table) => statement(tableArn, 'dynamodb:UpdateItem', 'dynamodb:GetItem'),
  sendTo: ({ queueArn }: IQueue) => statement(queueArn, 'sqs:SendMessage'),
  /** An event source mapping acts with its function's role; the runtime itself puts off messages. */
  consume: ({ queueArn }: IQueue) =>
    statement(
      queueArn,
      'sqs:ReceiveMessage',
      'sqs:DeleteMessage',
      'sqs:GetQueueAttributes',
      'sqs:ChangeMessageVisibility',
    ),
  readSecret: (arn: string) => statement(arn, 'secretsmanager:GetSecretValue'),
  writeLog: ({ logGroupArn }: ILogGroup) => statement(logGroupArn, 'logs:CreateLogStream', 'logs:PutLogEvents'),
};

const statement = (resource: string, ...actions: string[]) => new PolicyStatement({ actions, resources: [resource] });
