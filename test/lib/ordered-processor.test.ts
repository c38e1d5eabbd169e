import { defineWebhooks, type WebhookEvent } from '../../core/index.ts';
import { nameProblems } from '../../lib/name-problems.ts';
import { synthesize } from './synthesize.ts';

const orderedBy = (event: WebhookEvent) => event.data.customer;
const webhooks = defineWebhooks({
  sources: { stripe: {} },
  processors: {
    'fulfil-order': { on: { stripe: ['*'] }, orderedBy, maxAttempts: 6, batchSize: 8 },
    report: { on: { stripe: ['*'] }, fairBy: orderedBy },
  },
});
const { template, properties } = synthesize({ webhooks });
const queue = (logicalId: string) => properties('AWS::SQS::Queue', `Processors${logicalId}`);

test('an ordered processor has FIFO queues, each of whose groups has a throughput of its own', () => {
  const fifo = {
    FifoQueue: true,
    ContentBasedDeduplication: false,
    DeduplicationScope: 'messageGroup',
    FifoThroughputLimit: 'perMessageGroupId',
  };
  expect(queue('FulfilOrderQueuesQueue')).toMatchObject({ QueueName: 'Hooks-fulfil-order.fifo', ...fifo });
  expect(queue('FulfilOrderQueuesDeadLetterQueue')).toMatchObject({
    QueueName: 'Hooks-fulfil-order-dead-letter.fifo',
    ...fifo,
    RedriveAllowPolicy: {
      sourceQueueArns: [{ 'Fn::Join': ['', expect.arrayContaining([':Hooks-fulfil-order.fifo'])] }],
    },
  });
});

test('another one has standard queues, fair or not', () => {
  expect(queue('ReportQueuesQueue').FifoQueue).toBeUndefined();
  expect(queue('ReportQueuesDeadLetterQueue').FifoQueue).toBeUndefined();
});

test('a message may wait behind all others of its batch, with each of their attempts, and through every pause', () => {
  expect(queue('FulfilOrderQueuesQueue')).toHaveProperty('RedrivePolicy.maxReceiveCount', 8 * (2 * 6 + 5) + 500);
});

test('the mapping has no window, which Lambda refuses for FIFO queues', () => {
  const mapping = properties('AWS::Lambda::EventSourceMapping', 'ProcessorsFulfilOrder');
  expect(mapping).toMatchObject({ BatchSize: 8, FunctionResponseTypes: ['ReportBatchItemFailures'] });
  expect(mapping.MaximumBatchingWindowInSeconds).toBeUndefined();
});

test('queues that are replaced by others of another kind stay, with what waits on them', () => {
  for (const resource of Object.values(template.findResources('AWS::SQS::Queue')))
    expect(resource.UpdateReplacePolicy).toBe('Retain');
});

test('the ending of its queues counts towards the length of its name', () => {
  const named = (name: string, options: object) =>
    nameProblems(
      'S'.repeat(40),
      defineWebhooks({ sources: { stripe: {} }, processors: { [name]: { on: { stripe: ['*'] }, ...options } } }),
    );
  const longest = 'p'.repeat(80 - 40 - '-'.length - '-dead-letter'.length);
  expect(named(longest, {})).toEqual([]);
  expect(named(longest, { orderedBy })).toEqual([expect.stringMatching(/-dead-letter\.fifo", which is 85 characters/)]);
  expect(named(longest.slice(5), { orderedBy })).toEqual([]);
});
