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

  bringUp({ name, properties }, { queues, queueUrl, report }, { assembly: { region, account } }) {
    const attributes = Object.fromEntries(
      ATTRIBUTES.filter((attribute) => properties[attribute] !== undefined).map((attribute) => [
        attribute,
        textOf(properties[attribute]),
      ]),
    );
    queues.putQueue(name, attributes);
    report({ kind: 'progress', text: `queue ${name} ready` });
    const url = queueUrl(name);
    return {
      ref: url,
      attributes: { Arn: `arn:aws:sqs:${region}:${account}:${name}`, QueueName: name, QueueUrl: url },
    };
  },
};

const textOf = (value: unknown) => (typeof value === 'object' ? JSON.stringify(value) : String(value));
