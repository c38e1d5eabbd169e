/** What every function is told through its environment for the metrics that it counts. */
export interface MetricsEnvironment {
  readonly STACK_NAME: string;
  /** For how many seconds a busy function collects before it writes; absent for ten. */
  readonly METRICS_SECONDS?: string;
}

/** What the verifier is told through its environment; everything else is in its bundle. */
export interface VerifierEnvironment extends MetricsEnvironment {
  readonly LEDGER_TABLE: string;
  /** The URL of any queue of the stack, up to the processor's name. */
  readonly QUEUE_URL_PREFIX: string;
  /** The name of any secret of the stack, up to the source's name. */
  readonly SECRET_PREFIX: string;
  /** The origin (and base path) that providers send to; some sign it. */
  readonly PUBLIC_URL: string;
  /** Where requests are kept that were refused for their signature. */
  readonly QUARANTINE_BUCKET: string;
  /** Where bodies lie that are too large for their messages. */
  readonly CLAIM_CHECK_BUCKET: string;
  /** A message over this many KB goes without its body. */
  readonly CLAIM_CHECK_KB: string;
  /** What a request shows that came through the stack's CDN: the key, a space, and the one after it; absent where there is none. */
  readonly ORIGIN_KEYS?: string;
  /** What becomes of a request that does not show it. */
  readonly DIRECT_REQUESTS?: 'refuse' | 'allow';
}

/** What a processor's runtime is told through its environment. */
export interface ProcessorEnvironment extends MetricsEnvironment {
  /** The processor's name. */
  readonly PROCESSOR: string;
  readonly LEDGER_TABLE: string;
  readonly QUEUE_URL: string;
  readonly DEAD_LETTER_QUEUE_URL: string;
  /** How often an event is tried in all. */
  readonly MAX_ATTEMPTS: string;
  /** The time before the second attempt, in seconds. */
  readonly FIRST_RETRY_SECONDS: string;
  /** How many attempts may begin in one second; absent where there is no limit. */
  readonly MAX_PER_SECOND?: string;
  /** After how many failures in a row the processor pauses itself; absent where it does not. */
  readonly PAUSE_AFTER?: string;
  /** Where bodies lie that are too large for their messages. */
  readonly CLAIM_CHECK_BUCKET: string;
  /** The ARN of what the events are handed over to; absent where a module of the user's processes them. */
  readonly TARGET_ARN?: string;
}

/** What the archive's function is told through its environment. */
export interface ArchiveEnvironment extends MetricsEnvironment {
  readonly LEDGER_TABLE: string;
  readonly ARCHIVE_BUCKET: string;
  /** Where bodies lie that are too large for their messages. */
  readonly CLAIM_CHECK_BUCKET: string;
}

export const ARCHIVE_ENVIRONMENT = ['STACK_NAME', 'LEDGER_TABLE', 'ARCHIVE_BUCKET', 'CLAIM_CHECK_BUCKET'] as const;

/** What a source's reconciler is told through its environment. */
export interface ReconcilerEnvironment extends MetricsEnvironment {
  /** The source's name. */
  readonly SOURCE: string;
  /** The name of the secret with which the provider is asked. */
  readonly API_SECRET: string;
  readonly LEDGER_TABLE: string;
  /** The URL of any queue of the stack, up to the processor's name. */
  readonly QUEUE_URL_PREFIX: string;
  /** Where bodies lie that are too large for their messages. */
  readonly CLAIM_CHECK_BUCKET: string;
  /** A message over this many KB goes without its body. */
  readonly CLAIM_CHECK_KB: string;
}

export const RECONCILER_ENVIRONMENT = [
  'STACK_NAME',
  'SOURCE',
  'API_SECRET',
  'LEDGER_TABLE',
  'QUEUE_URL_PREFIX',
  'CLAIM_CHECK_BUCKET',
  'CLAIM_CHECK_KB',
] as const;

/** What the receiver of a source's partner events is told through its environment. */
export interface ReceiverEnvironment extends MetricsEnvironment {
  /** The source's name. */
  readonly SOURCE: string;
  readonly LEDGER_TABLE: string;
  /** The URL of any queue of the stack, up to the processor's name. */
  readonly QUEUE_URL_PREFIX: string;
  /** Where events go that are not what the provider sends. */
  readonly DEAD_LETTER_QUEUE_URL: string;
  /** Where bodies lie that are too large for their messages. */
  readonly CLAIM_CHECK_BUCKET: string;
  /** A message over this many KB goes without its body. */
  readonly CLAIM_CHECK_KB: string;
}

export const RECEIVER_ENVIRONMENT = [
  'STACK_NAME',
  'SOURCE',
  'LEDGER_TABLE',
  'QUEUE_URL_PREFIX',
  'DEAD_LETTER_QUEUE_URL',
  'CLAIM_CHECK_BUCKET',
  'CLAIM_CHECK_KB',
] as const;

export const VERIFIER_ENVIRONMENT = [
  'STACK_NAME',
  'LEDGER_TABLE',
  'QUEUE_URL_PREFIX',
  'SECRET_PREFIX',
  'PUBLIC_URL',
  'QUARANTINE_BUCKET',
  'CLAIM_CHECK_BUCKET',
  'CLAIM_CHECK_KB',
] as const;

export const PROCESSOR_ENVIRONMENT = [
  'STACK_NAME',
  'PROCESSOR',
  'LEDGER_TABLE',
  'QUEUE_URL',
  'DEAD_LETTER_QUEUE_URL',
  'MAX_ATTEMPTS',
  'FIRST_RETRY_SECONDS',
  'CLAIM_CHECK_BUCKET',
] as const;

/** What a processor is told besides that only hands its events over. */
export const FORWARDER_ENVIRONMENT = ['TARGET_ARN', 'CLAIM_CHECK_BUCKET'] as const;

/**
 * Reads a handler's environment, once.
 * @throws {Error} naming every variable that is missing
 */
export function readEnvironment<Name extends string>(
  names: readonly Name[],
  environment: Readonly<Record<string, string | undefined>>,
): Readonly<Record<Name, string>> {
  const missing = names.filter((name) => !environment[name]);
  if (missing.length > 0)
    throw new Error(`the function's environment lacks ${missing.join(', ')}: deploy it with the stack`);
  return Object.fromEntries(names.map((name) => [name, environment[name]])) as Record<Name, string>;
}
