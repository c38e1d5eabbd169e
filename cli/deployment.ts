import { secretPrefix } from '../core/names.ts';
import type { AwsOptions } from '../lambda/aws/client-config.ts';
import { findRuns } from '../local/find-runs.ts';
import { failed, wrongUse } from './cli-error.ts';
import type { NotedRun } from './start/run-note.ts';

/** Where the webhooks are that a command works on: a local run and a deployed stack look the same from here on. */
export interface Deployment {
  /** For people, such as `the local run on port 4800`. */
  readonly name: string;
  readonly isLocal: boolean;
  /** What the path of each source is added to, as providers know it. */
  readonly webhookUrl: string;
  /** The origin that requests from this machine go to. @default - that of `webhookUrl` */
  readonly origin?: string;
  readonly ledgerTable: string;
  /** Absent of a stack that was deployed before there was one. */
  readonly quarantineBucket?: string | undefined;
  /** Absent of a stack that was deployed before there was one. */
  readonly claimCheckBucket?: string | undefined;
  /** Absent where the configuration asks for no archive. */
  readonly archiveBucket?: string | undefined;
  /** The URL of any queue, up to the processor's name. */
  readonly queueUrlPrefix?: string | undefined;
  readonly secretPrefix: string;
  /** The key of secrets that are no part of the stack: those of tenants. @default - the one that AWS manages */
  readonly secretKeyArn?: string | undefined;
  /** What everything of the stack is tagged with. @default - nothing */
  readonly tags?: Readonly<Record<string, string>>;
  /** The configuration that it runs. @default - bin/webhooks.ts */
  readonly configuration?: string | undefined;
  /** The name of a deployed stack, as it is typed. @default - a local run has none */
  readonly stack?: string | undefined;
  /** The link that opens the console of a local run. @default - it has none */
  readonly consoleUrl?: string | undefined;
  readonly aws: AwsOptions;
}

/** Which deployment is meant. */
export interface DeploymentOptions {
  readonly port?: number;
  readonly stack?: string;
  readonly region?: string;
  readonly profile?: string;
}

/** An operator can wait longer than a provider. */
const PATIENCE: AwsOptions = { requestTimeoutMs: 15_000 };

/** The local run checks no credentials, but the SDK signs with some. */
const LOCAL_CREDENTIALS = { accessKeyId: 'local', secretAccessKey: 'local' };

/**
 * Finds the deployment that the options mean: a stack, or the newest local run of this project.
 * @throws {CliError} when there is none
 */
export async function findDeployment(options: DeploymentOptions): Promise<Deployment> {
  const { stack, port, region, profile } = options;
  if (stack === undefined) {
    if (region ?? profile)
      throw wrongUse('--region and --profile belong to a deployed stack: name it with --stack NAME');
    return localDeployment(pickRun(findRuns(), port));
  }
  if (port !== undefined) throw wrongUse('--port means a local run and --stack a deployed one: give one of them');
  const aws = { ...PATIENCE, region, profile };
  // The SDK takes longer to load than everything else here together.
  const { readStack } = await import('../lambda/aws/read-stack.ts');
  const deployed = await readStack(stack, aws);
  if (!deployed) throw failed(`there is no stack "${stack}" in this account and region: see --region and --profile`);
  return {
    name: `the stack ${stack}`,
    isLocal: false,
    stack,
    ...fromOutputs(stack, deployed.outputs),
    tags: deployed.tags,
    // The profile may say it, which our own calls do not read.
    aws: { ...aws, region: deployed.region },
  };
}

function pickRun(runs: readonly NotedRun[], port: number | undefined): NotedRun {
  const run = port === undefined ? runs[0] : runs.find(({ url }) => portOf(url) === port);
  if (run) return run;
  if (runs.length === 0) {
    throw failed(
      'no local run is up in this directory: start one with "breakwater start", or name a stack with --stack NAME',
    );
  }
  throw failed(`no local run is up on port ${port}; there are: ${runs.map(({ url }) => portOf(url)).join(', ')}`);
}

/** The deployment that a local run is. */
export function localDeployment(run: NotedRun): Deployment {
  const { url, awsEndpoint, stackName, region, outputs, configuration, consoleUrl } = run;
  return {
    name: `the local run on port ${portOf(url)}`,
    isLocal: true,
    ...fromOutputs(stackName, outputs),
    origin: url,
    configuration,
    consoleUrl,
    aws: { ...PATIENCE, endpoint: awsEndpoint, region, credentials: LOCAL_CREDENTIALS },
  };
}

function fromOutputs(stack: string, outputs: Readonly<Record<string, string>>) {
  const { WebhookUrl: webhookUrl, LedgerTableName: ledgerTable } = outputs;
  const {
    QuarantineBucketName: quarantineBucket,
    QueueUrlPrefix: queueUrlPrefix,
    ClaimCheckBucketName: claimCheckBucket,
    ArchiveBucketName: archiveBucket,
    TenantSecretsKeyArn: secretKeyArn,
  } = outputs;
  if (!webhookUrl || !ledgerTable)
    throw failed(`the stack ${stack} has no outputs WebhookUrl and LedgerTableName: it is not one of Breakwater's`);
  return {
    webhookUrl,
    ledgerTable,
    quarantineBucket,
    claimCheckBucket,
    archiveBucket,
    queueUrlPrefix,
    secretPrefix: secretPrefix(stack),
    secretKeyArn,
  };
}

const portOf = (url: string) => Number(new URL(url).port);
