import { defineWebhooks, partnerEventSource } from '../../core/index.ts';
import { synthesize } from './synthesize.ts';

const STRIPE = 'aws.partner/stripe.com/ed_test_61';

const webhooksWith = (options: Parameters<typeof partnerEventSource>[1] = {}) =>
  defineWebhooks({
    sources: { stripe: { from: partnerEventSource(STRIPE, options) }, github: {} },
    processors: {
      'record-payment': { on: { stripe: ['payment_intent.*'] } },
      'announce-push': { on: { github: ['push'] } },
    },
  });

const { template, properties, stack } = synthesize({ webhooks: webhooksWith() });

test('there is nothing of it where all sources send requests', () => {
  const usual = synthesize();
  expect(usual.stack.receivers).toEqual({});
  expect(JSON.stringify(usual.template.toJSON())).not.toMatch(/Receiver|AWS::Events/);
});

test('a bus is associated with the event source, and a rule has what comes from it queued', () => {
  expect(properties('AWS::Events::EventBus', 'Receiversstripe')).toEqual({ EventSourceName: STRIPE, Name: STRIPE });
  expect(properties('AWS::Events::Rule', 'Receiversstripe')).toEqual({
    Description: `Queues what comes from ${STRIPE}`,
    EventBusName: { Ref: expect.stringMatching(/^ReceiversstripeBus/) },
    EventPattern: { source: [STRIPE] },
    State: undefined,
    Targets: [
      {
        Id: 'Queue',
        Arn: { 'Fn::GetAtt': [expect.stringMatching(/^ReceiversstripeQueuesQueue/), 'Arn'] },
        DeadLetterConfig: { Arn: { 'Fn::GetAtt': [expect.stringMatching(/^ReceiversstripeQueuesDeadLetter/), 'Arn'] } },
      },
    ],
  });
});

test('a bus that is there already gets the rule only', () => {
  const existing = synthesize({ webhooks: webhooksWith({ bus: 'existing' }) });
  existing.template.resourceCountIs('AWS::Events::EventBus', 0);
  expect(existing.properties('AWS::Events::Rule', 'Receiversstripe')).toMatchObject({ EventBusName: STRIPE });
});

test('nobody but the rule may send to either queue by its policy', () => {
  const policies = Object.entries(template.findResources('AWS::SQS::QueuePolicy')).filter(([id]) =>
    id.startsWith('Receiversstripe'),
  );
  expect(policies).toHaveLength(2);
  for (const [, { Properties }] of policies) {
    const allowing = Properties.PolicyDocument.Statement.filter(({ Effect }: { Effect: string }) => Effect === 'Allow');
    expect(allowing).toEqual([
      {
        Effect: 'Allow',
        Action: 'sqs:SendMessage',
        Principal: { Service: 'events.amazonaws.com' },
        Resource: expect.anything(),
        Condition: {
          ArnEquals: { 'aws:SourceArn': { 'Fn::GetAtt': [expect.stringMatching(/^ReceiversstripeRule/), 'Arn'] } },
        },
      },
    ]);
  }
});

test('the source has no secret, unless it takes requests too', () => {
  const names = (synthesized: ReturnType<typeof synthesize>) =>
    Object.values(synthesized.template.findResources('AWS::SecretsManager::Secret')).map(
      ({ Properties }) => Properties.Name,
    );
  expect(names({ template, properties, stack })).toEqual(['Hooks/github']);
  const both = synthesize({ webhooks: webhooksWith({ alsoByWebhook: true }) });
  expect(names(both).sort()).toEqual(['Hooks/github', 'Hooks/stripe']);
});

test('the receiver sends to the processors of its source only, and its dead-letter queue has the alarm', () => {
  const texts = ['AWS::IAM::Role', 'AWS::IAM::Policy'].flatMap((type) =>
    Object.entries(template.findResources(type))
      .filter(([id]) => id.startsWith('Receiversstripe'))
      .map(([, { Properties }]) => JSON.stringify(Properties)),
  );
  expect(texts.join()).toContain('ProcessorsRecordPaymentQueuesQueue');
  expect(texts.join()).not.toContain('ProcessorsAnnouncePush');
  const alarms = Object.values(template.findResources('AWS::CloudWatch::Alarm'));
  expect(alarms.map(({ Properties }) => Properties.AlarmName)).toContain('Hooks-_from-stripe-dead-letter-not-empty');
});

test('the stack’s own key lets EventBridge of this account use it', () => {
  const encrypted = synthesize({ webhooks: webhooksWith(), encryptionKey: 'create' });
  const { KeyPolicy } = Object(encrypted.properties('AWS::KMS::Key', 'Encryption'));
  expect(KeyPolicy.Statement).toContainEqual({
    Effect: 'Allow',
    Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
    Principal: { Service: 'events.amazonaws.com' },
    Resource: '*',
    Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
  });
});
