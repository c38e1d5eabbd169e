import { Duration, Names, NestedStack, Stack } from 'aws-cdk-lib';
import type { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import {
  LambdaApplication,
  LambdaDeploymentConfig,
  LambdaDeploymentGroup,
  type LambdaDeploymentGroupProps,
  TimeBasedCanaryTrafficRouting,
  TimeBasedLinearTrafficRouting,
} from 'aws-cdk-lib/aws-codedeploy';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { type Alias, CfnAlias } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { ConfigurationError } from '../core/index.ts';

/** How a new version takes over from the one before. */
export type Deployment =
  /** The new version gets everything as soon as it is there. */
  | { readonly kind: 'all-at-once' }
  /** `canary`: it gets this share of the calls first, and all of them later. `linear`: it gets so much more each time. */
  | {
      readonly kind: 'canary' | 'linear';
      /** The share, from 1 to 99. @default 10 */
      readonly percent?: number;
      /** How long each step takes. All of them may take 48 hours. @default 5 */
      readonly minutes?: number;
    };

export interface DeploymentOptions {
  /** How a new version of the verifier and of the processors takes over, see docs/updates.md. @default - all at once */
  readonly deployment?: Deployment;
}

export type Shifting = Required<Exclude<Deployment, { readonly kind: 'all-at-once' }>>;

/** https://docs.aws.amazon.com/codedeploy/latest/userguide/limits.html, the time between the first and the last shift */
const MOST_MINUTES = 48 * 60;

const ROUTINGS = {
  canary: { steps: () => 1, routing: (step: TimeBasedStep) => new TimeBasedCanaryTrafficRouting(step) },
  linear: {
    steps: (percent: number) => Math.ceil(100 / percent) - 1,
    routing: (step: TimeBasedStep) => new TimeBasedLinearTrafficRouting(step),
  },
} as const;

/** How many deployment groups the stack itself holds; see `ROOMS` for what else it does. */
const MOST_IN_STACK = 5;

type TimeBasedStep = ConstructorParameters<typeof TimeBasedCanaryTrafficRouting>[0];

/**
 * The deployment with its defaults; `undefined` when everything goes to the new version at once.
 * @throws {ConfigurationError} when there is no such deployment
 */
export function shiftingOf({ deployment = { kind: 'all-at-once' } }: DeploymentOptions): Shifting | undefined {
  if (deployment.kind === 'all-at-once') return undefined;
  const { kind, percent = 10, minutes = 5 } = deployment;
  const problems = [
    ...(Object.hasOwn(ROUTINGS, kind)
      ? []
      : [`"deployment.kind" is ${JSON.stringify(kind)}; allowed: all-at-once, ${Object.keys(ROUTINGS).join(', ')}`]),
    ...numberProblems('percent', percent, 99),
    ...numberProblems('minutes', minutes, MOST_MINUTES),
  ];
  const steps = ROUTINGS[kind]?.steps(percent) ?? 0;
  if (problems.length === 0 && steps * minutes > MOST_MINUTES)
    problems.push(`"deployment" takes ${steps} × ${minutes} minutes; CodeDeploy allows ${MOST_MINUTES} in all`);
  if (problems.length > 0) throw new ConfigurationError(problems, 'the stack');
  return { kind, percent, minutes };
}

const numberProblems = (name: string, value: number, most: number): string[] =>
  Number.isInteger(value) && value >= 1 && value <= most
    ? []
    : [`"deployment.${name}" is ${JSON.stringify(value)}; allowed: whole numbers from 1 to ${most}`];

/** What shifts calls from the version before to the new one, and back when an alarm rings meanwhile. */
export class Releases extends Construct {
  private readonly application: LambdaApplication;
  private readonly config: LambdaDeploymentConfig;
  /** One for all functions: a stack has room for 500 resources. */
  private readonly role: Role;
  private readonly ignoreAlarms: boolean;
  private inStack = 0;
  private further: NestedStack | undefined;

  constructor(scope: Construct, id: string, { kind, percent: percentage, minutes }: Shifting) {
    super(scope, id);
    this.application = new LambdaApplication(this, 'Application');
    this.config = new LambdaDeploymentConfig(this, 'Config', {
      trafficRouting: ROUTINGS[kind].routing({ interval: Duration.minutes(minutes), percentage }),
    });
    this.role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('codedeploy.amazonaws.com') });
    // While an alarm rings CodeDeploy starts nothing, not even what would end it: `cdk deploy -c rollback=off` does.
    this.ignoreAlarms = this.node.tryGetContext('rollback') === 'off';
  }

  /** Has the calls of an alias shifted like that whenever its function has a new version. */
  shift(alias: Alias, alarms: readonly Alarm[]): void {
    const props: LambdaDeploymentGroupProps = {
      alias,
      alarms: [...alarms],
      application: this.application,
      deploymentConfig: this.config,
      role: this.role,
      ignoreAlarmConfiguration: this.ignoreAlarms,
    };
    const stack = Stack.of(this);
    if (Stack.of(alias) === stack && this.inStack++ >= MOST_IN_STACK) this.shiftFromElsewhere(alias, props);
    else new LambdaDeploymentGroup(alias, 'Deployment', props);
  }

  /** The stack itself has no room for all of them. Nothing that is stored is lost when a deployment group moves. */
  private shiftFromElsewhere(alias: Alias, props: LambdaDeploymentGroupProps): void {
    this.further ??= new NestedStack(this, 'Further');
    const name = Names.uniqueResourceName(alias, { maxLength: 100 });
    const group = new LambdaDeploymentGroup(this.further, name, { ...props, deploymentGroupName: name });
    alias.node.addDependency(group);
    // CDK hands no reference from one stack to another in an update policy: the group goes by its name there.
    if (alias.node.defaultChild instanceof CfnAlias)
      alias.node.defaultChild.cfnOptions.updatePolicy = {
        codeDeployLambdaAliasUpdate: { applicationName: this.application.applicationName, deploymentGroupName: name },
      };
  }
}
