import { Annotations, Stack } from 'aws-cdk-lib';
import {
  type ISecurityGroup,
  type IVpc,
  Peer,
  Port,
  SecurityGroup,
  type SubnetSelection,
  Vpc,
} from 'aws-cdk-lib/aws-ec2';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { ConfigurationError, type Webhooks } from '../core/index.ts';
import { allow } from './allow.ts';
import { NetworkEndpoints } from './network-endpoints.ts';

export interface NetworkOptions {
  /** The VPC: one that the app has, or the id of one that is looked up at synth, for which the stack needs its `env`. */
  readonly vpc: IVpc | string;
  /** @default - the private ones that have a way out, or else the isolated ones */
  readonly subnets?: SubnetSelection;
  /**
   * Whether the endpoints are created through which the functions reach AWS, or are there: a VPC can have each only once, and
   * does without where there is a NAT gateway. @default 'create'
   */
  readonly endpoints?: 'create' | 'existing';
}

/** Where functions run that belong into a VPC. */
export class Network extends Construct {
  /** What a function is given to run there. */
  readonly place: {
    readonly vpc: IVpc;
    readonly vpcSubnets: SubnetSelection;
    readonly securityGroups: ISecurityGroup[];
  };
  /** What a function's role has to allow for it. */
  readonly permissions: readonly PolicyStatement[];
  /** The internet can be reached. */
  readonly hasWayOut: boolean;

  constructor(scope: Construct, id: string, { vpc: given, subnets = {}, endpoints = 'create' }: NetworkOptions) {
    super(scope, id);
    const vpc = typeof given === 'string' ? Vpc.fromLookup(this, 'Vpc', { vpcId: given }) : given;
    const { stackName, partition, region, account } = Stack.of(this);
    const securityGroup = new SecurityGroup(this, 'Functions', {
      vpc,
      description: `What the functions of ${stackName} may reach`,
      allowAllOutbound: false,
    });
    securityGroup.addEgressRule(Peer.anyIpv4(), Port.HTTPS, 'AWS, and what processors call');
    if (endpoints === 'create') new NetworkEndpoints(this, 'Endpoints', { vpc, subnets, securityGroup });
    const { subnetIds } = vpc.selectSubnets(subnets);
    const withWayOut = new Set(vpc.privateSubnets.map(({ subnetId }) => subnetId));
    this.hasWayOut = subnetIds.every((subnetId) => withWayOut.has(subnetId));
    this.place = { vpc, vpcSubnets: subnets, securityGroups: [securityGroup] };
    this.permissions = allow.joinNetwork(`arn:${partition}:lambda:${region}:${account}:function:${stackName}-*`);
  }

  /**
   * Looks for sources that need the internet, where there is none. Those that could do without get a warning.
   * @throws {ConfigurationError} when a source can do nothing without
   */
  checkWaysOut({ sources }: Webhooks): void {
    if (this.hasWayOut) return;
    const WAY_OUT = 'the subnets of "network" have no way to the internet';
    const asking = Object.values(sources).filter(({ reconcile }) => reconcile);
    if (asking.length > 0)
      throw new ConfigurationError(
        asking.map(
          ({ name }) =>
            `source "${name}": it asks its provider what it sent ("reconcile"), but ${WAY_OUT}: choose some with a NAT gateway`,
        ),
        'the stack',
      );
    for (const { name, provider } of Object.values(sources))
      if (provider.scheme.loads)
        Annotations.of(this).addWarningV2(
          `breakwater:no-way-out-${name}`,
          `source "${name}": ${provider.name} publishes what its signatures are checked with, but ${WAY_OUT}: its events are answered 503, unless its secret pins a public key. Choose subnets with a NAT gateway`,
        );
  }
}
