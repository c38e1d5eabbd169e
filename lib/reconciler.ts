import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as FunctionTarget } from 'aws-cdk-lib/aws-events-targets';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { CfnSecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { ReconcilerEnvironment } from '../core/environment.ts';
import { apiSecretOf, secretName } from '../core/names.ts';
import { RECONCILABLE, type Reconciliation } from '../core/reconciliation/options.ts';
import { acceptFindings } from './accept-findings.ts';
import { allow } from './allow.ts';
import type { HandlerBundle } from './bundle-handlers.ts';
import type { ClaimChecks } from './claim-checks.ts';
import type { Foundation } from './foundation.ts';
import { HandlerFunction } from './handler-function.ts';
import type { Ledger } from './ledger.ts';
import { outputName } from './output-name.ts';

export interface ReconcilerProps {
  /** The name that the stack's secrets begin with. */
  readonly stackName: string;
  /** The source's name. */
  readonly source: string;
  readonly reconciliation: Reconciliation;
  readonly bundle: HandlerBundle;
  readonly ledger: Ledger;
  readonly claimChecks: ClaimChecks;
  /** The URL of any queue of the stack, up to the processor's name. */
  readonly queueUrlPrefix: string;
  /** How long the function's log is kept. @default - one month */
  readonly logRetention?: RetentionDays | undefined;
  readonly foundation?: Foundation | undefined;
}

/** Asking takes seconds; a long list goes on in the next run. */
const TIMEOUT_SECONDS = 300;

/** Asks a source's provider now and then what it sent, and recovers what the ledger lacks. */
export class Reconciler extends Construct {
  readonly function: LambdaFunction;
  /** The provider sends again what is missing; otherwise the function itself puts it on the queues. */
  readonly sendsAgain: boolean;
  private readonly handler: HandlerFunction;

  constructor(scope: Construct, id: string, props: ReconcilerProps) {
    super(scope, id);
    const { stackName, source, reconciliation, bundle, ledger, claimChecks, queueUrlPrefix } = props;
    const { sendsAgain, credential } = RECONCILABLE[reconciliation.provider];
    // Apart from the secret that the verifier reads: who signs is one thing, who may ask is another.
    const secret = new CfnSecret(this, 'Secret', {
      name: secretName(stackName, apiSecretOf(source)),
      description: `What ${source} is asked with: ${credential}`,
      ...(props.foundation?.key && { kmsKeyId: props.foundation.key.keyArn }),
    });
    const handler = new HandlerFunction(this, 'Handler', {
      description: `Recovers what ${source} sent in vain`,
      bundle,
      environment: {
        STACK_NAME: stackName,
        SOURCE: source,
        API_SECRET: secretName(stackName, apiSecretOf(source)),
        LEDGER_TABLE: ledger.table.tableName,
        QUEUE_URL_PREFIX: queueUrlPrefix,
        CLAIM_CHECK_BUCKET: claimChecks.bucket.bucketName,
        CLAIM_CHECK_KB: String(claimChecks.thresholdKb),
      } satisfies ReconcilerEnvironment,
      permissions: [
        allow.readSecret(secret.ref),
        allow.lookUpIn(ledger.table),
        allow.noteProgressIn(ledger.table, source),
        ...(sendsAgain ? [] : takesIn(ledger, claimChecks)),
      ],
      memoryMb: 512,
      timeoutSeconds: TIMEOUT_SECONDS,
      logRetention: props.logRetention,
      foundation: props.foundation,
    });
    // What failed is tried by the next run.
    handler.function.configureAsyncInvoke({ retryAttempts: 0 });
    new Rule(this, 'Schedule', {
      description: `Asks what ${source} sent`,
      schedule: Schedule.rate(Duration.minutes(reconciliation.everyMinutes)),
      targets: [new FunctionTarget(handler.function)],
    });
    acceptFindings(secret, 'apiSecret');
    acceptFindings(this, 'scheduled');
    new CfnOutput(Stack.of(this), `${outputName(source)}ApiSecretName`, {
      value: secretName(stackName, apiSecretOf(source)),
    });
    this.handler = handler;
    this.function = handler.function;
    this.sendsAgain = sendsAgain;
  }

  /** Lets it queue the events that it reads. */
  sendTo(queue: IQueue): void {
    if (!this.sendsAgain) this.handler.permit(allow.sendTo(queue));
  }
}

const takesIn = ({ table }: Ledger, { bucket }: ClaimChecks): PolicyStatement[] => [
  allow.recordIn(table),
  allow.checkIn(bucket),
];
