import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { ConfigurationError, defineWebhooks } from '../../core/index.ts';
import { defineStages, type StageOptions, WebhookStack } from '../../lib/index.ts';
import { webhooks } from './synthesize.ts';

const PLACE = { account: '111122223333', region: 'eu-central-1' };

const stages: Readonly<Record<string, StageOptions>> = {
  dev: { env: PLACE, removalPolicy: 'destroy' },
  prod: {
    env: PLACE,
    removalPolicy: 'retain',
    alarmEmail: 'oncall@example.com',
    permissionsBoundary: 'developer-policy',
    bootstrapQualifier: 'acme',
    tags: { 'cost-center': '4711' },
  },
};

/** The app as bin/app.ts writes it. */
function synthesize(stage?: string, of = stages, configuration = webhooks) {
  const app = new App({ context: { 'aws:cdk:bundling-stacks': [], ...(stage && { stage }) } });
  const props = defineStages(of).chosenBy(app, 'Webhooks');
  const access = { kind: 'cloudfront', waf: false } as const;
  const stack = new WebhookStack(app, 'Webhooks', { webhooks: configuration, access, ...props });
  const [artifact] = app.synth().stacks;
  if (!artifact) throw new Error('the app has no stack');
  return { artifact, template: Template.fromStack(stack) };
}

const dev = synthesize();
const prod = synthesize('prod');

/** Every name in a template that the account and region, or all of AWS, has only once. */
function namesIn({ template }: { readonly template: Template }): string[] {
  const { Resources, Outputs } = template.toJSON();
  const named = Object.values<{ Type: string; Properties?: Record<string, unknown> }>(Resources)
    .flatMap(({ Type, Properties = {} }) => Object.entries(Properties).map(([key, value]) => ({ Type, key, value })))
    .filter(({ key, value }) => /^(?:\w+Name|Name)$/.test(key) && typeof value === 'string')
    // These are told apart by what they belong to: a role, an API, a namespace.
    .filter(({ Type, key }) => Type !== 'AWS::IAM::Policy' && !['StageName', 'MetricName'].includes(key))
    .map(({ Type, value }) => `${Type} ${value}`);
  const exported = Object.values<{ Export?: unknown }>(Outputs).filter(({ Export }) => Export !== undefined);
  return [...named, ...exported.map((output) => JSON.stringify(output))];
}

describe('two stages in one account and region', () => {
  test('share no name', () => {
    expect(namesIn(dev).length).toBeGreaterThan(8);
    expect(namesIn(prod).filter((name) => namesIn(dev).includes(name))).toEqual([]);
  });

  test('share no name of a metric', () => {
    const stacks = ({ template }: typeof dev) => {
      const ours = [...JSON.stringify(template.toJSON()).matchAll(/\{"Name":"Stack","Value":"([^"]+)"\}/g)];
      return [...new Set(ours.map(([, stack]) => stack))];
    };
    expect([stacks(dev), stacks(prod)]).toEqual([['Webhooks'], ['Webhooks-prod']]);
  });

  test('have the same logical ids, so that what was tried in one is what is deployed in the other', () => {
    const stores = ({ template }: typeof dev) =>
      ['AWS::DynamoDB::Table', 'AWS::SQS::Queue', 'AWS::S3::Bucket', 'AWS::SecretsManager::Secret'].flatMap((type) =>
        Object.keys(template.findResources(type)),
      );
    expect(stores(prod)).toEqual(stores(dev));
  });

  test('are refused when what one names after a processor could be the other’s', () => {
    const configuration = defineWebhooks({
      sources: { stripe: {} },
      processors: { 'prod-orders': { on: { stripe: ['*'] } }, production: { on: { stripe: ['*'] } } },
    });
    expect(() => synthesize('dev', stages, configuration)).toThrow(
      /processor "prod-orders": its queue "Webhooks-prod-orders" could also be one of the stack "Webhooks-prod"/,
    );
    expect(() => synthesize('dev', stages, configuration)).not.toThrow(/"production"/);
  });
});

describe('a stage', () => {
  test('is the first one unless the context names another', () => {
    expect([dev.artifact.stackName, prod.artifact.stackName]).toEqual(['Webhooks', 'Webhooks-prod']);
  });

  test('that does not exist is refused, with those that do', () => {
    expect(() => synthesize('prd')).toThrow(ConfigurationError);
    expect(() => synthesize('prd')).toThrow(
      'there is no stage "prd"; there are: dev, prod. Choose one with -c stage=prod, or add it',
    );
    expect(() => synthesize('toString')).toThrow(ConfigurationError);
  });

  test('cannot have a name that no stack can have, and there has to be one', () => {
    expect(() => defineStages({ 'pre prod': {} })).toThrow('the stage "pre prod" has to begin with a letter');
    expect(() => defineStages({})).toThrow('there is no stage');
  });

  test('can call its stack otherwise, but not like that of another stage', () => {
    const named = { dev: {}, prod: { env: PLACE, stackName: 'Hooks' } };
    expect(synthesize('prod', named).artifact.stackName).toBe('Hooks');
    expect(() => synthesize('prod', { dev: {}, prod: { stackName: 'Webhooks' } })).toThrow(
      'the stages dev and prod have the same stack, "Webhooks", in the same account and region',
    );
    const apart = { dev: { env: PLACE }, prod: { env: { ...PLACE, account: '444455556666' }, stackName: 'Webhooks' } };
    expect(synthesize('prod', apart).artifact.stackName).toBe('Webhooks');
  });

  test('goes to its account and region, with what was bootstrapped there', () => {
    expect(prod.artifact.environment).toMatchObject(PLACE);
    expect(prod.artifact.assumeRoleArn).toContain('role/cdk-acme-deploy-role-111122223333-eu-central-1');
    expect(dev.artifact.assumeRoleArn).toContain('role/cdk-hnb659fds-deploy-role');
  });

  test('tags everything with the stack, the stage and what it says itself', () => {
    expect(dev.artifact.tags).toEqual({ 'breakwater:stack': 'Webhooks', 'breakwater:stage': 'dev' });
    expect(prod.artifact.tags).toEqual({
      'breakwater:stack': 'Webhooks-prod',
      'breakwater:stage': 'prod',
      'cost-center': '4711',
    });
  });

  test('bounds every role', () => {
    const boundaries = Object.values(prod.template.findResources('AWS::IAM::Role')).map(
      ({ Properties }) => Properties.PermissionsBoundary,
    );
    expect(boundaries).toHaveLength(3);
    for (const boundary of boundaries)
      expect(boundary).toEqual({
        'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::111122223333:policy/developer-policy']],
      });
    expect(JSON.stringify(dev.template.toJSON())).not.toContain('PermissionsBoundary');
  });
});

describe('what is left of a stage when its stack is deleted', () => {
  const policies = ({ template }: typeof dev, type: string) =>
    Object.values(template.findResources(type)).map(
      ({ DeletionPolicy, UpdateReplacePolicy }) => `${DeletionPolicy} ${UpdateReplacePolicy}`,
    );

  test('is everything that is stored where it is to be retained', () => {
    for (const type of ['AWS::DynamoDB::Table', 'AWS::S3::Bucket', 'AWS::Logs::LogGroup'])
      expect(new Set(policies(prod, type))).toEqual(new Set(['Retain Retain']));
    prod.template.hasResourceProperties('AWS::DynamoDB::Table', {
      DeletionProtectionEnabled: true,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    });
  });

  test('is nothing where it is to be destroyed', () => {
    for (const type of ['AWS::DynamoDB::Table', 'AWS::S3::Bucket', 'AWS::Logs::LogGroup'])
      expect(new Set(policies(dev, type))).toEqual(new Set(['Delete Delete']));
    expect(JSON.stringify(dev.template.findResources('AWS::DynamoDB::Table'))).not.toContain('DeletionProtection');
  });
});
