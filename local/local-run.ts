/** How a local run is started, and what can be done with it. */
import type { AlarmStatus } from './alarms/alarm-watch.ts';
import type { Onlookers } from './http/http-api-server.ts';
import type { Clock } from './metrics/clock.ts';
import type { MetricStore } from './metrics/metric-store.ts';
import type { Report } from './report.ts';

export interface LocalRunOptions extends Onlookers {
  /** The cloud assembly: the directory that `cdk synth` wrote. */
  readonly assembly: string;
  /** The port of 127.0.0.1 that webhooks are sent to; 0 takes a free one. */
  readonly port: number;
  /** Where tables, queues and secrets are kept between runs. @default - in memory */
  readonly dataDirectory?: string;
  /** The secrets of sources, and of tenants under `{source}/{tenant}`, the newest first. @default - those kept from the last run, or generated ones */
  readonly secrets?: Readonly<Record<string, readonly string[]>>;
  /** Makes a secret for a source, or a `{source}/{tenant}`, that has none. @default - `whsec_` and 32 random bytes in base64 */
  readonly generateSecret?: (source: string) => string;
  /** What plays DynamoDB. */
  readonly engine: 'dynalite' | 'dynamodb-local';
  /** The origin under which a tunnel reaches the run. @default - the run's own URL */
  readonly publicUrl?: string;
  readonly report: Report;
  /** What the run's metrics and alarms take for the time. @default - the time */
  readonly clock?: Clock;
  /** Sees every AWS call of a function before the engine does. */
  readonly intercept?: Interceptor;
  /** Hears of each permission that a function uses, or lacks, the first time that it does. */
  readonly onPermission?: ((used: UsedPermission) => void) | undefined;
}

/** An action on a resource that a function's call needed. */
export interface UsedPermission {
  /** The function's logical id. */
  readonly functionId: string;
  /** `dynamodb:PutItem` */
  readonly action: string;
  /** An ARN. */
  readonly resource: string;
  readonly allowed: boolean;
}

export interface LocalRun {
  readonly url: string;
  /** The endpoint of every AWS service of the run. */
  readonly awsEndpoint: string;
  readonly stackName: string;
  /** The stack's outputs. */
  readonly outputs: Readonly<Record<string, string>>;
  /** What its functions and its services have counted, for a day. */
  readonly metrics: MetricStore;
  /** The template's alarms, as they are now. */
  alarms(): readonly AlarmStatus[];
  /** Goes over to another assembly, while tables, queues and whatever did not change stay up. */
  reload(assembly: string): Promise<void>;
  /** Lets running invocations end, for a few seconds, and closes everything. */
  stop(): Promise<void>;
}

export type AwsService = 'dynamodb' | 'sqs' | 'secretsmanager' | 's3' | 'lambda' | 'events' | 'kinesis';

/**
 * What becomes of a call: it runs; it runs but its answer is cut off; it is cut off before it runs; it is answered 500; it
 * is answered that there are too many; it runs twice, and the second answer is given.
 */
export type Interception = 'pass' | 'drop' | 'refuse' | 'unavailable' | 'throttle' | 'twice';

export type Interceptor = (call: {
  readonly service: AwsService;
  readonly operation: string;
  /** The function that called; absent when the call came from elsewhere, such as the CLI. */
  readonly functionName?: string;
  /** The process of the function that called. */
  readonly processId?: number;
  /** What it is called with; an object of more than 100 KB is left out. */
  readonly body: unknown;
}) => Promise<Interception> | Interception;
