import type { ThrottleSettings } from 'aws-cdk-lib/aws-apigatewayv2';
import type { IMetric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Foundation } from '../foundation.ts';

/** Where requests come in. */
export interface Entrance {
  /** The origin (and base path) that providers send to. */
  readonly origin: string;
  /** What the verifier is told of it, besides. */
  readonly environment?: { readonly ORIGIN_KEYS: string; readonly DIRECT_REQUESTS: 'refuse' | 'allow' };
  /** How many requests are answered 5xx, by the API or what is behind it. */
  serverErrors(options: MetricOptions): IMetric;
  /** Has a function answer every method on every source. */
  handTo(verifier: IFunction): void;
}

export interface EntranceProps {
  /** What the API is called. */
  readonly name: string;
  /** Whether a source has tenants, whose names come after its own. @default false */
  readonly hasTenants?: boolean | undefined;
  readonly throttle?: ThrottleSettings | undefined;
  readonly foundation?: Foundation | undefined;
  /** How long the access log is kept. @default - one month */
  readonly logRetention?: RetentionDays | undefined;
}

/** The path of every source. */
const WEBHOOKS_PATH = '/webhooks/{source}';

/** The path of a tenant of a source. */
const TENANTS_PATH = `${WEBHOOKS_PATH}/{tenant}`;

/** The paths that the verifier answers; no source has tenants unless one says so, and then theirs is not there. */
export const webhookPaths = ({ hasTenants }: Pick<EntranceProps, 'hasTenants'>): readonly string[] =>
  hasTenants ? [WEBHOOKS_PATH, TENANTS_PATH] : [WEBHOOKS_PATH];
