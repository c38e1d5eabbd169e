import { Duration, Stack } from 'aws-cdk-lib';
import { PolicyDocument, type PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import {
  type Alias,
  Architecture,
  CfnFunction,
  type IFunction,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  SystemLogLevel,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { acceptFindings } from './accept-findings.ts';
import { acceptObjectAccess } from './accept-object-access.ts';
import { allow } from './allow.ts';
import type { HandlerBundle } from './bundle-handlers.ts';
import { type Foundation, logRemoval } from './foundation.ts';
import { keyGrants, keyUsesOf } from './key-grants.ts';

export interface HandlerFunctionProps {
  readonly description: string;
  readonly bundle: HandlerBundle;
  readonly environment: Readonly<Record<string, string>>;
  /** What the handler may do, besides writing its log. */
  readonly permissions: readonly PolicyStatement[];
  /** What it may do to what the stack does not own, and has not encrypted with its key. @default - nothing */
  readonly permissionsOutside?: readonly PolicyStatement[] | undefined;
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
  /** How long the log is kept. @default - one month */
  readonly logRetention?: RetentionDays | undefined;
  readonly foundation?: Foundation | undefined;
  /** Calls go to an alias of it, so that they can be shifted from one version to the next. @default false */
  readonly hasAlias?: boolean | undefined;
  /** How many instances of it are kept started, behind the alias that this needs. @default - none */
  readonly provisionedConcurrency?: number | undefined;
}

/** Where the local run learns what a function's code is bundled from. */
const BUNDLE_METADATA = 'breakwater:bundle';

/** A function with a log group and a role of its own. */
export class HandlerFunction extends Construct {
  readonly function: LambdaFunction;
  private readonly key: IKey | undefined;
  private readonly isTraced: boolean;
  private readonly keyUses = new Set<string>();
  /** What calls its versions; absent unless it was asked for. */
  readonly alias?: Alias;

  constructor(scope: Construct, id: string, props: HandlerFunctionProps) {
    super(scope, id);
    const { description, bundle, environment, memoryMb, timeoutSeconds } = props;
    const { logRetention: retention = RetentionDays.ONE_MONTH, foundation = {} } = props;
    this.key = foundation.key;
    this.isTraced = foundation.tracing ?? false;
    const logGroup = new LogGroup(this, 'Log', {
      retention,
      removalPolicy: logRemoval(foundation),
      ...(foundation.key && { encryptionKey: foundation.key }),
    });
    this.function = new LambdaFunction(this, 'Function', {
      description,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      code: bundle.code,
      handler: 'index.handler',
      memorySize: memoryMb,
      timeout: Duration.seconds(timeoutSeconds),
      environment: { ...environment },
      role: this.role(
        [
          ...this.withKey(props.permissions),
          ...(props.permissionsOutside ?? []),
          ...(foundation.network?.permissions ?? []),
          ...(this.isTraced ? [allow.trace()] : []),
          allow.writeLog(logGroup),
        ],
        foundation,
      ),
      logGroup,
      ...foundation.network?.place,
      loggingFormat: LoggingFormat.JSON,
      // Below it Lambda adds START, END and REPORT lines for each invocation.
      systemLogLevelV2: SystemLogLevel.WARN,
    });
    if (!this.isTraced) acceptFindings(this.function, 'untracedHandler');
    const resource = this.function.node.defaultChild;
    if (bundle.recipe && resource instanceof CfnFunction) resource.addMetadata(BUNDLE_METADATA, bundle.recipe);
    // CDK's own `tracing` would add a policy for each function.
    if (this.isTraced && resource instanceof CfnFunction) resource.tracingConfig = { mode: 'Active' };
    const { hasAlias, provisionedConcurrency: provisionedConcurrentExecutions } = props;
    if (hasAlias || provisionedConcurrentExecutions)
      this.alias = this.function.addAlias('live', {
        ...(provisionedConcurrentExecutions && { provisionedConcurrentExecutions }),
      });
  }

  /** What is to be called: the alias, if it has one. */
  get target(): IFunction {
    // CDK declares an optional `role` of the one and an undefined one of the other.
    return this.alias ? (this.alias as IFunction) : this.function;
  }

  /**
   * Allows the handler more. CDK spreads what a role is given one by one over as many policies as IAM's limit on their length
   * takes.
   */
  permit(statement: PolicyStatement): void {
    for (const one of this.withKey([statement])) this.function.addToRolePolicy(one);
  }

  /** What is allowed, and what it takes of the key that everything is encrypted with, unless that is allowed already. */
  private withKey(statements: readonly PolicyStatement[]): PolicyStatement[] {
    if (!this.key) return [...statements];
    const uses = keyUsesOf(statements).filter((use) => !this.keyUses.has(use));
    for (const use of uses) this.keyUses.add(use);
    return [...statements, ...keyGrants(this.key, uses, Stack.of(this).region)];
  }

  /** The permissions are part of the role: a policy of its own would be one resource more, and a stack has room for 500. */
  private role(statements: PolicyStatement[], { network }: Foundation): Role {
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      inlinePolicies: { handler: new PolicyDocument({ statements }) },
    });
    acceptObjectAccess(role, statements);
    if (this.isTraced) acceptFindings(role, 'tracedRole');
    if (network) acceptFindings(role, 'roleInNetwork');
    return role;
  }
}
