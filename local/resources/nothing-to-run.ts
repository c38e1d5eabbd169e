import type { ResourceType } from './resource-type.ts';

/** Resources that watch or describe the others: on a laptop they only have a name. */
export const nothingToRun: ResourceType = {
  types: [
    'AWS::ApiGateway::Account',
    'AWS::ApiGateway::Deployment',
    'AWS::ApiGatewayV2::ApiMapping',
    'AWS::ApplicationInsights::Application',
    'AWS::CDK::Metadata',
    'AWS::CloudWatch::Alarm',
    'AWS::CloudWatch::AnomalyDetector',
    'AWS::CloudWatch::CompositeAlarm',
    'AWS::CloudWatch::Dashboard',
    'AWS::CodeDeploy::Application',
    'AWS::CodeDeploy::DeploymentConfig',
    'AWS::CodeDeploy::DeploymentGroup',
    'AWS::EC2::SecurityGroup',
    'AWS::EC2::SecurityGroupEgress',
    'AWS::EC2::SecurityGroupIngress',
    'AWS::EC2::VPCEndpoint',
    'AWS::KMS::Alias',
    'AWS::KMS::Key',
    'AWS::Kinesis::Stream',
    'AWS::Lambda::EventInvokeConfig',
    'AWS::Lambda::Permission',
    'AWS::Logs::LogGroup',
    'AWS::Logs::MetricFilter',
    'AWS::Logs::QueryDefinition',
    'AWS::SNS::Subscription',
    'AWS::SNS::Topic',
    'AWS::SNS::TopicPolicy',
  ],

  bringUp({ logicalId, type, name }, _engines, { assembly: { region, account } }) {
    const [, service = '', kind = ''] = type.toLowerCase().split('::');
    const arn = `arn:aws:${service}:${region}:${account}:${ARN_PARTS[type]?.(name) ?? `${kind}/${name}`}`;
    return {
      ref: type === 'AWS::SNS::Topic' ? arn : name,
      attributes: {
        Arn: arn,
        Id: logicalId,
        TopicArn: arn,
        TopicName: name,
        RoleId: logicalId,
        GroupId: name,
        KeyId: logicalId,
      },
    };
  },
};

const ARN_PARTS: Readonly<Record<string, (name: string) => string>> = {
  'AWS::SNS::Topic': (name) => name,
  'AWS::Logs::LogGroup': (name) => `log-group:${name}:*`,
  'AWS::CloudWatch::Alarm': (name) => `alarm:${name}`,
};
