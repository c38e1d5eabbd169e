import { Stack } from 'aws-cdk-lib';
import {
  GatewayVpcEndpoint,
  GatewayVpcEndpointAwsService,
  InterfaceVpcEndpoint,
  InterfaceVpcEndpointAwsService,
  type ISecurityGroup,
  type IVpc,
  SecurityGroup,
  type SubnetSelection,
  type VpcEndpoint,
} from 'aws-cdk-lib/aws-ec2';
import { AnyPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';

export interface NetworkEndpointsProps {
  readonly vpc: IVpc;
  readonly subnets: SubnetSelection;
  /** That of the functions. */
  readonly securityGroup: ISecurityGroup;
}

/**
 * What functions call by themselves. Logs are delivered by Lambda, from outside of the VPC, and keys are used by the services
 * in a function's name: neither takes an endpoint.
 */
const GATEWAYS = { dynamodb: GatewayVpcEndpointAwsService.DYNAMODB, s3: GatewayVpcEndpointAwsService.S3 };
const INTERFACES = {
  sqs: InterfaceVpcEndpointAwsService.SQS,
  secretsmanager: InterfaceVpcEndpointAwsService.SECRETS_MANAGER,
};

/** The ways from a VPC to AWS's services that do not lead over the internet. */
export class NetworkEndpoints extends Construct {
  constructor(scope: Construct, id: string, { vpc, subnets, securityGroup: functions }: NetworkEndpointsProps) {
    super(scope, id);
    for (const [name, service] of Object.entries(GATEWAYS))
      this.restrict(name, new GatewayVpcEndpoint(this, name, { vpc, service, subnets: [subnets] }));
    const securityGroup = new SecurityGroup(this, 'Endpoints', {
      vpc,
      description: `Who may reach AWS through the endpoints of ${Stack.of(this).stackName}`,
      allowAllOutbound: false,
    });
    for (const [name, service] of Object.entries(INTERFACES)) {
      // An endpoint takes one subnet of each zone.
      const place = { vpc, subnets: { ...subnets, onePerAz: true }, securityGroups: [securityGroup], open: false };
      const endpoint = new InterfaceVpcEndpoint(this, name, { ...place, service });
      endpoint.connections.allowDefaultPortFrom(functions, 'The functions');
      this.restrict(name, endpoint);
    }
  }

  /** Other functions of the VPC may use an endpoint too, but nobody takes data to another account through it. */
  private restrict(service: string, endpoint: VpcEndpoint): void {
    const { account } = Stack.of(this);
    endpoint.addToPolicy(
      new PolicyStatement({
        principals: [new AnyPrincipal()],
        actions: [`${service}:*`],
        resources: ['*'],
        conditions: { StringEquals: { 'aws:PrincipalAccount': account, 'aws:ResourceAccount': account } },
      }),
    );
  }
}
