import { customerKeyArn } from '../permissions/key-permissions.ts';
import type { ResourceType } from './resource-type.ts';

/** The properties that are a queue's attributes under the same name. */
const ATTRIBUTES = [
  'VisibilityTimeout',
  'DelaySeconds',
  'MaximumMessageSize',
  'MessageRetentionPeriod',
  'ReceiveMessageWaitTimeSeconds',
  'RedrivePolicy',
  'RedriveAllowPolicy',
  'FifoQueue',
  'ContentBasedDeduplication',
  'DeduplicationScope',
  'FifoThroughputLimit',
  'SqsManagedSseEnabled',
  'KmsMasterKeyId',
];

/** A queue. One that is there from the last run keeps its messages and gets the template's attributes. */
export const sqsQueue: ResourceType = {
  types: ['AWS::SQS::Queue'],

  bringUp({ name, properties }, { queues, queueUrl, report }, { assembly: { region, account }, access }) {
    const attributes = Object.fromEntries(
      ATTRIBUTES.filter((attribute) => properties[attribute] !== undefined).map((attribute) => [
        attribute,
        textOf(properties[attribute]),
      ]),
    );
    queues.putQueue(name, attributes);
    report({ kind: 'progress', text: `queue ${name} ready` });
    const url = queueUrl(name);
    const arn = `arn:aws:sqs:${region}:${account}:${name}`;
    const key = customerKeyArn(properties.KmsMasterKeyId, region, account);
    if (key) access.keys.set(arn, key);
    return { ref: url, attributes: { Arn: arn, QueueName: name, QueueUrl: url } };
  },
};

const textOf = (value: unknown) => (typeof value === 'object' ? JSON.stringify(value) : String(value));
