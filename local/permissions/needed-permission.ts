import type { RequestContext } from './conditions.ts';

/** An action on a resource that a call needs its caller to be allowed. */
export interface NeededPermission {
  /** `dynamodb:PutItem` */
  readonly action: string;
  /** The ARN, or `*` where the service has none for the action. */
  readonly resource: string;
  /** What conditions may ask for, besides what every request has. */
  readonly context?: RequestContext | undefined;
}

/** A call to a service, as the endpoint sees it. */
export interface ServiceCall {
  readonly operation: string;
  readonly body: unknown;
  /** Path and query. */
  readonly url: string;
  /** The object that is to be copied, of S3. */
  readonly copySource?: string | undefined;
}

/** What the ARNs of a stack are made of. */
export interface Place {
  readonly account: string;
  readonly region: string;
  /** The partition key of a table or of its index. */
  readonly partitionKeyOf: (table: string, index?: string) => string | undefined;
  /** The full ARN of a secret, with the six characters at its end. */
  readonly secretArnOf: (name: string) => string;
}

/** The fields of a JSON object; of anything else, none. */
export const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? { ...value } : {};

/** The items of a JSON list; of anything else, none. */
export const itemsOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
