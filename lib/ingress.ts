import { Stack } from 'aws-cdk-lib';
import type { ThrottleSettings } from 'aws-cdk-lib/aws-apigatewayv2';
import { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { VERIFIER_TIMEOUT_SECONDS } from '../core/answer-time.ts';
import type { VerifierEnvironment } from '../core/environment.ts';
import { ConfigurationError } from '../core/index.ts';
import { queuePrefix, secretPrefix, TENANTS_METADATA } from '../core/names.ts';
import { acceptFindings } from './accept-findings.ts';
import type { Access } from './access/access.ts';
import { accessProblems } from './access/access-problems.ts';
import type { Entrance } from './access/entrance.ts';
import { openEntrance } from './access/open-entrance.ts';
import { allow } from './allow.ts';
import type { HandlerBundle } from './bundle-handlers.ts';
import type { ClaimChecks } from './claim-checks.ts';
import type { Foundation } from './foundation.ts';
import { HandlerFunction } from './handler-function.ts';
import type { Ledger } from './ledger.ts';
import type { Quarantine } from './quarantine.ts';
import { type SourceSecret, tenantSecrets } from './source-secret.ts';
import { type VerifierOptions, verifierSize } from './verifier-options.ts';

export interface IngressOptions {
  /** How requests get in, and what keeps others out: see docs/access.md. @default { kind: 'http-api' } */
  readonly access?: Access;
  /** The address that providers send to, when a domain or a CDN of another stack is before it. @default - that of `access` */
  readonly publicUrl?: string;
  /** How many requests the API lets through. @default - what the account's quota says */
  readonly throttle?: ThrottleSettings;
  /** How long the log is kept. @default - one month */
  readonly logRetention?: RetentionDays;
  /** How large the verifier is, and how many of it are kept started. @default { memoryMb: 512 } */
  readonly verifier?: VerifierOptions;
}

export interface IngressProps extends IngressOptions {
  /** The name that the stack's queues and secrets begin with. */
  readonly stackName: string;
  readonly bundle: HandlerBundle;
  readonly secrets: readonly SourceSecret[];
  /** The sources whose tenants have secrets of their own, which are no part of the stack. @default - none */
  readonly tenantSources?: readonly string[] | undefined;
  readonly ledger: Ledger;
  readonly quarantine: Quarantine;
  readonly claimChecks: ClaimChecks;
  readonly foundation?: Foundation | undefined;
  /** The verifier is called by an alias. @default false */
  readonly hasAlias?: boolean | undefined;
}

/** The way in: an API, what is in front of it, and the verifier behind it. */
export class Ingress extends Construct {
  /** The name that the stack's queues and secrets begin with. */
  readonly stackName: string;
  readonly verifier: HandlerFunction;
  /** What a source's name is added to, after a slash. */
  readonly webhookUrl: string;
  /** The URL of any queue of the stack, up to the processor's name. */
  readonly queueUrlPrefix: string;
  /** How many requests are answered 5xx. */
  readonly serverErrors: Entrance['serverErrors'];

  constructor(scope: Construct, id: string, props: IngressProps) {
    super(scope, id);
    const { stackName, bundle, secrets, ledger, quarantine, claimChecks, publicUrl, throttle, logRetention, hasAlias } =
      props;
    this.stackName = stackName;
    const { region, urlSuffix, account } = Stack.of(this);
    const { access = { kind: 'http-api' }, tenantSources = [] } = props;
    const problems = accessProblems(access, region);
    if (problems.length > 0) throw new ConfigurationError(problems, `"access" of the stack "${stackName}"`);
    const entrance = openEntrance(this, access, {
      name: stackName,
      hasTenants: tenantSources.length > 0,
      throttle,
      logRetention,
      foundation: props.foundation,
    });
    const origin = publicUrl?.replace(/\/+$/, '') ?? entrance.origin;
    this.webhookUrl = `${origin}/webhooks`;

    this.queueUrlPrefix = `https://sqs.${region}.${urlSuffix}/${account}/${queuePrefix(stackName)}`;
    this.verifier = new HandlerFunction(this, 'Verifier', {
      description: 'Verifies, records and queues webhooks',
      bundle,
      environment: {
        STACK_NAME: stackName,
        LEDGER_TABLE: ledger.table.tableName,
        QUEUE_URL_PREFIX: this.queueUrlPrefix,
        SECRET_PREFIX: secretPrefix(stackName),
        PUBLIC_URL: origin,
        QUARANTINE_BUCKET: quarantine.bucket.bucketName,
        CLAIM_CHECK_BUCKET: claimChecks.bucket.bucketName,
        CLAIM_CHECK_KB: String(claimChecks.thresholdKb),
        ...entrance.environment,
      } satisfies VerifierEnvironment,
      permissions: [
        allow.recordIn(ledger.table),
        allow.countIn(ledger.table),
        allow.keepIn(quarantine.bucket),
        allow.checkIn(claimChecks.bucket),
        ...tenantSources.map((source) => allow.readTenantSecrets(tenantSecrets(this, stackName, source))),
      ],
      ...verifierSize(props.verifier),
      timeoutSeconds: VERIFIER_TIMEOUT_SECONDS,
      logRetention,
      foundation: props.foundation,
      hasAlias,
    });
    for (const { arn, isHandedOver } of secrets) {
      this.verifier.permit(allow.readSecret(arn));
      if (isHandedOver) this.verifier.permit(allow.setSecret(arn));
    }
    const resource = this.verifier.function.node.defaultChild;
    if (tenantSources.length > 0 && resource instanceof CfnFunction)
      resource.addMetadata(TENANTS_METADATA, tenantSources);
    acceptFindings(this.verifier, 'invokedInStep');
    entrance.handTo(this.verifier.target);
    this.serverErrors = (options) => entrance.serverErrors(options);
  }

  /** Lets the verifier queue events; it is not told of the queue before the queue is there. */
  sendTo(queue: IQueue): void {
    this.verifier.permit(allow.sendTo(queue));
  }
}
