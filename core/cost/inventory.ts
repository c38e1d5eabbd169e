/** What a stack deploys, as far as it costs something. */
export interface Inventory {
  readonly entrance: 'http-api' | 'rest-api';
  readonly hasCdn: boolean;
  /** The functions that a CDN runs for each request. */
  readonly cdnFunctions: number;
  /** How many rules each web ACL of the stack's own has. */
  readonly webAcls: readonly number[];
  readonly hasAccessLog: boolean;
  readonly verifier: FunctionSize;
  /** A message over this many KB goes without its body. */
  readonly claimCheckKb: number;
  /** By name. */
  readonly processors: Readonly<Record<string, ProcessorSize>>;
  readonly archive?: (FunctionSize & { readonly retentionDays: number }) | undefined;
  /** By source; how often each runs, in minutes. */
  readonly reconcilers: Readonly<Record<string, FunctionSize & { readonly everyMinutes: number }>>;
  readonly ledger: { readonly indexes: number; readonly hasBackup: boolean };
  /** Queues that Lambda looks at all the time. */
  readonly polledQueues: { readonly standard: number; readonly fifo: number };
  readonly secrets: number;
  /** Keys of the stack's own. */
  readonly keys: number;
  /** The stack's data is encrypted with a key of the account's own. */
  readonly usesKey: boolean;
  /** An alarm costs as much for each metric that it watches. */
  readonly alarmMetrics: number;
  readonly compositeAlarms: number;
  readonly dashboards: number;
  /** Interface endpoints, each as often as it has zones. */
  readonly endpointZones: number;
  readonly natGateways: number;
  /** What is deployed and not priced here, in words. */
  readonly notCounted: readonly string[];
}

export interface FunctionSize {
  readonly memoryMb: number;
  readonly architecture: 'arm64' | 'x86_64';
  /** It sends traces to X-Ray. */
  readonly isTraced: boolean;
  /** How many instances are kept started; absent where none are. */
  readonly provisioned?: number | undefined;
}

export interface ProcessorSize extends FunctionSize {
  readonly maxAttempts: number;
}
