import { Match, type Template } from 'aws-cdk-lib/assertions';
import { ConfigurationError } from '../../core/index.ts';
import type { Deployment } from '../../lib/index.ts';
import { synthesize, webhooks } from './synthesize.ts';

const canary = { kind: 'canary', percent: 20, minutes: 3 } as const;
const { template } = synthesize({ webhooks, deployment: canary });
const alias = (handler: string) => ({ Ref: Match.stringLikeRegexp(`^${handler}HandlerFunctionAliaslive`) });

/** The names of the alarms that a deployment of this function goes back on. */
const alarmsOf = (of: Template, handler: string) => {
  const groups = of.findResources('AWS::CodeDeploy::DeploymentGroup');
  const [group] = Object.entries(groups).filter(([id]) => id.startsWith(handler));
  const { Alarms = [], ...others } = group?.[1].Properties.AlarmConfiguration ?? {};
  const alarms = of.findResources('AWS::CloudWatch::Alarm');
  return {
    ...others,
    alarms: Alarms.map(({ Name }: { Name: { Ref: string } }) => alarms[Name.Ref]?.Properties.AlarmName),
  };
};

const problemsOf = (deployment: Deployment): readonly string[] => {
  try {
    synthesize({ webhooks, deployment });
    return [];
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems;
    throw error;
  }
};

test('without the option there is no version, no alias and no CodeDeploy', () => {
  for (const without of [synthesize(), synthesize({ webhooks, deployment: { kind: 'all-at-once' } })])
    for (const type of ['AWS::Lambda::Version', 'AWS::Lambda::Alias', 'AWS::CodeDeploy::DeploymentGroup'])
      without.template.resourceCountIs(type, 0);
});

describe('with a canary', () => {
  test('the API calls the alias of the verifier, and may call nothing else', () => {
    const verifier = { Ref: Match.stringLikeRegexp('^IngressVerifierFunctionAliaslive') };
    template.hasResourceProperties('AWS::ApiGatewayV2::Integration', { IntegrationUri: verifier });
    template.resourceCountIs('AWS::Lambda::Permission', 1);
    template.hasResourceProperties('AWS::Lambda::Permission', { FunctionName: verifier });
  });

  test('each queue leads to the alias of its processor', () => {
    for (const processor of ['RecordPayment', 'DeployPreview'])
      template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
        EventSourceArn: { 'Fn::GetAtt': [Match.stringLikeRegexp(`^Processors${processor}QueuesQueue`), 'Arn'] },
        FunctionName: {
          'Fn::Join': ['', [{ 'Fn::Select': [6, { 'Fn::Split': [':', alias(`Processors${processor}`)] }] }, ':live']],
        },
      });
  });

  test('the share and the time are those of the option, for all functions', () => {
    template.resourceCountIs('AWS::CodeDeploy::DeploymentConfig', 1);
    template.hasResourceProperties('AWS::CodeDeploy::DeploymentConfig', {
      TrafficRoutingConfig: {
        Type: 'TimeBasedCanary',
        TimeBasedCanary: { CanaryInterval: 3, CanaryPercentage: 20 },
      },
    });
    template.resourceCountIs('AWS::CodeDeploy::DeploymentGroup', 3);
    const aliases = Object.values(template.findResources('AWS::Lambda::Alias'));
    expect(aliases).toHaveLength(3);
    for (const { UpdatePolicy } of aliases)
      expect(UpdatePolicy.CodeDeployLambdaAliasUpdate.DeploymentGroupName).toEqual({ Ref: expect.any(String) });
  });

  test('a new version goes back on the alarm that says it fails, and not on dead letters of yesterday', () => {
    expect(alarmsOf(template, 'IngressVerifier')).toEqual({ Enabled: true, alarms: ['Hooks-webhooks-not-taken'] });
    expect(alarmsOf(template, 'ProcessorsRecordPayment')).toEqual({
      Enabled: true,
      alarms: ['Hooks-record-payment-function-errors'],
    });
    for (const { Properties } of Object.values(template.findResources('AWS::CodeDeploy::DeploymentGroup')))
      expect(Properties.AutoRollbackConfiguration).toEqual({
        Enabled: true,
        Events: expect.arrayContaining(['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_ALARM']),
      });
  });

  test('what mends a fault may be deployed while the alarm rings, when the operator says so', () => {
    const { template: forced } = synthesize({ webhooks, deployment: canary }, { rollback: 'off' });
    expect(alarmsOf(forced, 'IngressVerifier')).toMatchObject({ Enabled: false });
  });
});

test('a linear deployment shifts a share each time', () => {
  const { template: linear } = synthesize({ webhooks, deployment: { kind: 'linear' } });
  linear.hasResourceProperties('AWS::CodeDeploy::DeploymentConfig', {
    TrafficRoutingConfig: { Type: 'TimeBasedLinear', TimeBasedLinear: { LinearInterval: 5, LinearPercentage: 10 } },
  });
});

test('a deployment that CodeDeploy would refuse is refused, with what is allowed', () => {
  expect(problemsOf({ kind: 'canary', percent: 100, minutes: 0 })).toEqual([
    '"deployment.percent" is 100; allowed: whole numbers from 1 to 99',
    '"deployment.minutes" is 0; allowed: whole numbers from 1 to 2880',
  ]);
  expect(problemsOf({ kind: 'linear', percent: 1, minutes: 60 })).toEqual([
    '"deployment" takes 99 × 60 minutes; CodeDeploy allows 2880 in all',
  ]);
  const misspelt: Deployment = JSON.parse('{"kind":"blue-green"}');
  expect(problemsOf(misspelt)).toEqual(['"deployment.kind" is "blue-green"; allowed: all-at-once, canary, linear']);
});
