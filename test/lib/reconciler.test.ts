import { Match } from 'aws-cdk-lib/assertions';
import { defineWebhooks } from '../../core/index.ts';
import { synthesize } from './synthesize.ts';

const { template, stack } = synthesize({
  webhooks: defineWebhooks({
    sources: {
      github: { reconcile: { app: 1, everyMinutes: 30 } },
      stripe: { reconcile: {} },
      slack: {},
    },
    processors: {
      bill: { on: { stripe: ['*'] } },
      announce: { on: { github: ['*'], slack: ['*'] } },
    },
  }),
});

/** Every action that the reconciler of a source is allowed, besides writing its log. */
function actionsOf(source: string): string[] {
  const policies = [
    ...Object.entries(template.findResources('AWS::IAM::Role')),
    ...Object.entries(template.findResources('AWS::IAM::Policy')),
  ].filter(([id]) => id.startsWith(`Reconcilers${source}`));
  const documents = policies.flatMap(([, { Properties }]) => [
    ...(Properties.Policies ?? []).map(({ PolicyDocument }: { PolicyDocument: object }) => PolicyDocument),
    ...(Properties.PolicyDocument ? [Properties.PolicyDocument] : []),
  ]);
  const actions = documents.flatMap(({ Statement }) => Statement.flatMap(({ Action }: { Action: string }) => Action));
  return [...new Set<string>(actions)].filter((action) => !action.startsWith('logs:')).sort();
}

test('only the sources that ask for it have a reconciler', () => {
  expect(Object.keys(stack.reconcilers)).toEqual(['github', 'stripe']);
  template.resourceCountIs('AWS::Events::Rule', 2);
  expect(synthesize().template.findResources('AWS::Events::Rule')).toEqual({});
});

test('it runs as often as the source says, and what fails is left to the next run', () => {
  template.hasResourceProperties('AWS::Events::Rule', { ScheduleExpression: 'rate(30 minutes)' });
  template.hasResourceProperties('AWS::Events::Rule', { ScheduleExpression: 'rate(15 minutes)' });
  template.allResourcesProperties('AWS::Lambda::EventInvokeConfig', { MaximumRetryAttempts: 0 });
});

test('its credential is a secret of its own, which no other function may read', () => {
  template.hasResourceProperties('AWS::SecretsManager::Secret', {
    Name: 'Hooks/github/api',
    SecretString: Match.absent(),
    GenerateSecretString: Match.absent(),
  });
  const readers = [...Object.entries(template.toJSON().Resources as Record<string, { Type: string }>)]
    .filter(([, { Type }]) => /^AWS::IAM::(?:Role|Policy)$/.test(Type))
    .filter(([, resource]) => JSON.stringify(resource).includes('{"Ref":"ReconcilersgithubSecret'))
    .map(([id]) => id);
  expect(readers).toEqual([expect.stringMatching(/^ReconcilersgithubHandlerRole/)]);
});

test('one whose provider sends again may look, and write down nothing but its own progress', () => {
  expect(actionsOf('github')).toEqual([
    'dynamodb:BatchGetItem',
    'dynamodb:UpdateItem',
    'secretsmanager:GetSecretValue',
  ]);
  template.hasResourceProperties('AWS::IAM::Role', {
    Policies: [
      {
        PolicyDocument: {
          Statement: Match.arrayWith([
            Match.objectLike({
              Action: 'dynamodb:UpdateItem',
              Condition: { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['#reconcile#github'] } },
            }),
          ]),
        },
      },
    ],
  });
});

test('one that takes events in itself may record them, put large bodies aside, and send to the processors of its source', () => {
  expect(actionsOf('stripe')).toEqual([
    'dynamodb:BatchGetItem',
    'dynamodb:GetItem',
    'dynamodb:PutItem',
    'dynamodb:UpdateItem',
    's3:PutObject',
    'secretsmanager:GetSecretValue',
    'sqs:SendMessage',
  ]);
  const [policy] = Object.entries(template.findResources('AWS::IAM::Policy')).filter(([id]) =>
    id.startsWith('Reconcilersstripe'),
  );
  const text = JSON.stringify(policy);
  expect(text).toContain('ProcessorsBillQueuesQueue');
  expect(text).not.toContain('ProcessorsAnnounce');
});
