import { App, Stack } from 'aws-cdk-lib';
import { Annotations, Match, type Template } from 'aws-cdk-lib/assertions';
import { type IVpc, Vpc } from 'aws-cdk-lib/aws-ec2';
import { defineWebhooks } from '../../core/index.ts';
import { synthesize } from './synthesize.ts';

const ROUTE_TABLES = ['rtb-0123456789abcdef0', 'rtb-0123456789abcdef1'];
const PRIVATE = ['subnet-0123456789abcdef0', 'subnet-0123456789abcdef1'];

/** A VPC that is there, with a NAT gateway or without. */
function vpcWith(kind: 'nat' | 'isolated'): IVpc {
  return Vpc.fromVpcAttributes(new Stack(new App(), 'There'), 'Vpc', {
    vpcId: 'vpc-0123456789abcdef0',
    availabilityZones: ['eu-central-1a', 'eu-central-1b'],
    ...(kind === 'nat'
      ? { privateSubnetIds: PRIVATE, privateSubnetRouteTableIds: ROUTE_TABLES }
      : { isolatedSubnetIds: PRIVATE, isolatedSubnetRouteTableIds: ROUTE_TABLES }),
  });
}

const processors = { any: { on: { stripe: ['*'] } } } as const;
const webhooks = defineWebhooks({ sources: { stripe: { reconcile: {} } }, processors });
const without = defineWebhooks({
  sources: { stripe: {}, 'aws-sns': { topicArn: 'arn:aws:sns:eu-central-1:111122223333:t' } },
  processors,
});
const { template } = synthesize({ webhooks, encryptionKey: 'create', network: { vpc: vpcWith('nat') } });
const account = { Ref: 'AWS::AccountId' };
const propertiesOf = (of: Template, type: string) =>
  Object.values(of.findResources(type)).map(({ Properties }): Record<string, unknown> => Properties);

describe('functions in a VPC', () => {
  test('run in its subnets, and reach nothing but port 443', () => {
    const functions = propertiesOf(template, 'AWS::Lambda::Function');
    expect(functions).toHaveLength(3);
    for (const { VpcConfig } of functions)
      expect(VpcConfig).toEqual({
        SubnetIds: PRIVATE,
        SecurityGroupIds: [{ 'Fn::GetAtt': [expect.stringMatching(/^NetworkFunctions/), 'GroupId'] }],
      });
    template.hasResourceProperties('AWS::EC2::SecurityGroup', {
      GroupDescription: 'What the functions of Hooks may reach',
      SecurityGroupEgress: [{ CidrIp: '0.0.0.0/0', FromPort: 443, ToPort: 443, IpProtocol: 'tcp' }],
      SecurityGroupIngress: Match.absent(),
    });
  });

  test('may be brought into it by Lambda, and never change it by their own code', () => {
    const roles = propertiesOf(template, 'AWS::IAM::Role');
    expect(roles).toHaveLength(3);
    for (const { Policies, ManagedPolicyArns } of roles) {
      expect(ManagedPolicyArns).toBeUndefined();
      const [{ PolicyDocument }] = [Policies].flat() as [{ PolicyDocument: { Statement: Record<string, unknown>[] } }];
      const network = PolicyDocument.Statement.filter(({ Action }) => String(Action).includes('ec2:'));
      expect(network.map(({ Effect, Condition }) => [Effect, JSON.stringify(Condition)])).toEqual([
        ['Allow', undefined],
        ['Deny', expect.stringMatching(/"lambda:SourceFunctionArn":.*:function:Hooks-\*/)],
      ]);
    }
  });

  test('reach each service that they call through an endpoint, which leads to this account only', () => {
    const endpoints = propertiesOf(template, 'AWS::EC2::VPCEndpoint');
    const kinds = endpoints.map(({ ServiceName, VpcEndpointType }) => {
      const [, service = ''] = /"\.(\w+)"\]\]\}$|\.(\w+)"?$/.exec(JSON.stringify(ServiceName)) ?? [];
      return `${VpcEndpointType} ${service}`;
    });
    expect(kinds).toEqual(['Gateway dynamodb', 'Gateway s3', 'Interface sqs', 'Interface secretsmanager']);
    for (const [index, { PolicyDocument }] of endpoints.entries())
      expect(PolicyDocument).toMatchObject({
        Statement: [
          {
            Effect: 'Allow',
            Action: `${kinds[index]?.split(' ')[1]}:*`,
            Condition: { StringEquals: { 'aws:PrincipalAccount': account, 'aws:ResourceAccount': account } },
          },
        ],
      });
    expect(endpoints[0]).toMatchObject({ RouteTableIds: ROUTE_TABLES });
    expect(endpoints[2]).toMatchObject({ SubnetIds: PRIVATE, PrivateDnsEnabled: true });
  });

  test('are all whom the endpoints let in', () => {
    expect(propertiesOf(template, 'AWS::EC2::SecurityGroupIngress')).toEqual([
      expect.objectContaining({
        FromPort: 443,
        ToPort: 443,
        SourceSecurityGroupId: { 'Fn::GetAtt': [expect.stringMatching(/^NetworkFunctions/), 'GroupId'] },
      }),
    ]);
    expect(JSON.stringify(propertiesOf(template, 'AWS::EC2::SecurityGroup'))).not.toContain('"CidrIp":"10.');
  });
});

describe('a VPC without a way to the internet', () => {
  test('is refused for a source that asks its provider what it sent', () => {
    expect(() => synthesize({ webhooks, network: { vpc: vpcWith('isolated') } })).toThrow(
      /source "stripe": it asks its provider what it sent \("reconcile"\), but the subnets of "network" have no way/,
    );
  });

  test('brings a warning for a source whose provider publishes its keys, and is enough for all others', () => {
    const { stack } = synthesize({ webhooks: without, network: { vpc: vpcWith('isolated'), endpoints: 'existing' } });
    const warnings = Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('no way to the internet'));
    expect(warnings.map(({ entry: { data } }) => data)).toEqual([
      expect.stringMatching(/^source "aws-sns": .* publishes what its signatures are checked with/),
    ]);
  });
});

test('endpoints that are there are not created again', () => {
  const { template } = synthesize({ webhooks: without, network: { vpc: vpcWith('nat'), endpoints: 'existing' } });
  template.resourceCountIs('AWS::EC2::VPCEndpoint', 0);
  template.resourceCountIs('AWS::EC2::SecurityGroup', 1);
});
