import { App, Stack } from 'aws-cdk-lib';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { Stream } from 'aws-cdk-lib/aws-kinesis';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { defineWebhooks, eventBus, lambdaFunction, queue, stream, type TargetOptions } from '../../../core/index.ts';
import type { Targets, WebhookStack } from '../../../lib/index.ts';
import { synthesize } from '../synthesize.ts';

const ARN = 'arn:aws:sqs:eu-west-1:444455556666:billing';
const KEY = 'arn:aws:kms:eu-west-1:444455556666:key/1234abcd-12ab-34cd-56ef-1234567890ab';

const webhooksWith = (to: TargetOptions | undefined) =>
  defineWebhooks({ sources: { stripe: {} }, processors: { billing: { on: { stripe: ['*'] }, ...(to && { to }) } } });

const stackWith = (to: TargetOptions | undefined, targets: Targets | ((stack: WebhookStack) => Targets) = {}) =>
  synthesize({ webhooks: webhooksWith(to), targets });

interface Statement {
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Condition?: unknown;
}

/** What the processor's role allows besides what every processor's does. */
function added(synthesized: ReturnType<typeof synthesize>): Statement[] {
  const statementsOf = ({ properties }: ReturnType<typeof synthesize>): Statement[] =>
    Object(properties('AWS::IAM::Role', 'ProcessorsBilling')).Policies[0].PolicyDocument.Statement;
  const usual = new Set(statementsOf(stackWith(undefined)).map((each) => JSON.stringify(each)));
  return statementsOf(synthesized).filter((each) => !usual.has(JSON.stringify(each)));
}

const variablesOf = ({ properties }: ReturnType<typeof synthesize>) =>
  Object(properties('AWS::Lambda::Function', 'ProcessorsBilling')).Environment.Variables;

test.each([
  [queue(ARN), 'sqs:SendMessage', ARN],
  [
    lambdaFunction('arn:aws:lambda:eu-west-1:444455556666:function:billing:live'),
    'lambda:InvokeFunction',
    'arn:aws:lambda:eu-west-1:444455556666:function:billing:live',
  ],
  [
    eventBus('arn:aws:events:eu-west-1:444455556666:event-bus/billing'),
    'events:PutEvents',
    'arn:aws:events:eu-west-1:444455556666:event-bus/billing',
  ],
  [
    stream('arn:aws:kinesis:eu-west-1:444455556666:stream/billing'),
    'kinesis:PutRecord',
    'arn:aws:kinesis:eu-west-1:444455556666:stream/billing',
  ],
])('%j is allowed as one action on one ARN, and the function is told of it', (to, Action, Resource) => {
  const synthesized = stackWith(to);
  expect(added(synthesized)).toEqual([{ Effect: 'Allow', Action, Resource }]);
  expect(variablesOf(synthesized).TARGET_ARN).toBe(Resource);
});

test('the key of a target is used through its service, in its region, and for what a sender needs', () => {
  expect(added(stackWith(queue(ARN, { key: KEY }))).slice(1)).toEqual(
    ['kms:GenerateDataKey', 'kms:Decrypt'].map((Action) => ({
      Effect: 'Allow',
      Action,
      Resource: KEY,
      Condition: { StringEquals: { 'kms:ViaService': ['sqs.eu-west-1.amazonaws.com'] } },
    })),
  );
  const stream1 = stream('arn:aws:kinesis:eu-west-1:444455556666:stream/billing', { key: KEY });
  expect(added(stackWith(stream1)).slice(1)).toEqual([
    expect.objectContaining({
      Action: 'kms:GenerateDataKey',
      Condition: { StringEquals: { 'kms:ViaService': ['kinesis.eu-west-1.amazonaws.com'] } },
    }),
  ]);
});

test('the stack’s own key has nothing to do with a target', () => {
  const own = synthesize({ webhooks: webhooksWith(stream('billing')), encryptionKey: 'create' });
  expect(JSON.stringify(own.template.toJSON())).not.toContain('kinesis.');
});

test('a name stands for the ARN in the stack’s account and region', () => {
  const [statement] = added(stackWith(lambdaFunction('billing:live')));
  expect(JSON.stringify(statement?.Resource)).toMatch(
    /"arn:",\{"Ref":"AWS::Partition"\},":lambda:",\{"Ref":"AWS::Region"\},":",\{"Ref":"AWS::AccountId"\},":function:billing:live"/,
  );
});

describe('a construct of the app', () => {
  const other = () => new Stack(new App(), 'Other', { env: { account: '444455556666', region: 'eu-west-1' } });

  test('made in the stack is a target, with its key', () => {
    const synthesized = stackWith(queue(), (stack) => ({
      billing: new Queue(stack, 'Billing', { encryptionMasterKey: new Key(stack, 'BillingKey') }),
    }));
    const statements = added(synthesized);
    expect(statements.map(({ Action }) => Action)).toEqual(['sqs:SendMessage', 'kms:GenerateDataKey', 'kms:Decrypt']);
    expect(variablesOf(synthesized).TARGET_ARN).toEqual({ 'Fn::GetAtt': [expect.stringMatching(/^Billing/), 'Arn'] });
  });

  test.each([
    ['a queue', queue(), (scope: Stack) => Queue.fromQueueArn(scope, 'Given', ARN), ARN],
    [
      'a function',
      lambdaFunction(),
      (scope: Stack) =>
        LambdaFunction.fromFunctionArn(scope, 'Given', 'arn:aws:lambda:eu-west-1:444455556666:function:billing'),
      'arn:aws:lambda:eu-west-1:444455556666:function:billing',
    ],
    [
      'a bus',
      eventBus(),
      (scope: Stack) => EventBus.fromEventBusArn(scope, 'Given', 'arn:aws:events:eu-west-1:444455556666:event-bus/b'),
      'arn:aws:events:eu-west-1:444455556666:event-bus/b',
    ],
    [
      'a stream',
      stream(),
      (scope: Stack) => Stream.fromStreamArn(scope, 'Given', 'arn:aws:kinesis:eu-west-1:444455556666:stream/b'),
      'arn:aws:kinesis:eu-west-1:444455556666:stream/b',
    ],
  ])('%s that is imported is a target', (_, to, make, arn) => {
    expect(variablesOf(stackWith(to, { billing: make(other()) })).TARGET_ARN).toBe(arn);
  });

  test.each([
    [queue(), {}, 'processor "billing": "to.queue" is true, but "targets" of the stack has no such construct for it'],
    [stream(), 'billing', '"to" says stream, but "targets" of the stack has a construct of the kind queue'],
    [queue(ARN), 'billing', `"to" names ${ARN}, and "targets" of the stack has it too: leave one out`],
    [undefined, 'billing', 'the configuration says no "to": add it, such as to: queue()'],
    [queue(ARN), 'biling', '"biling", but there is no such processor; the nearest are billing'],
  ])('is refused where it does not fit: %j with %j', (to, name, problem) => {
    const targets = typeof name === 'string' ? { [name]: Queue.fromQueueArn(other(), 'Given', ARN) } : {};
    expect(() => stackWith(to, targets)).toThrow(problem);
  });
});

test('everything else of a processor is there: queue, dead-letter queue, alarms, limits', () => {
  const { template, properties } = stackWith(queue(ARN));
  expect(properties('AWS::SQS::Queue', 'ProcessorsBillingQueuesDeadLetterQueue')).toMatchObject({
    QueueName: 'Hooks-billing-dead-letter',
  });
  const alarms = Object.values(template.findResources('AWS::CloudWatch::Alarm')).map(
    ({ Properties }) => Properties.AlarmName,
  );
  expect(alarms).toContain('Hooks-billing-dead-letter-not-empty');
  expect(Object(properties('AWS::Lambda::Function', 'ProcessorsBilling')).Description).toBe(
    'Hands over events: billing',
  );
});
