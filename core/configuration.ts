import type { AddressRule, AllowAddresses } from './addresses/allow-addresses.ts';
import type { Archive } from './archive.ts';
import type { EventKey, WebhookEvent } from './event.ts';
import type { PartnerSource, PartnerSourceOptions } from './partner-source.ts';
import type { ProviderId } from './providers/index.ts';
import type { Provider } from './providers/provider.ts';
import type { ReconcilableId, ReconcileOptions, Reconciliation } from './reconciliation/options.ts';
import { matchesType } from './routing.ts';
import type { Settings } from './settings.ts';
import type { Target, TargetOptions } from './target.ts';

/** What can be said of a source, next to its name; some providers ask for settings of their own besides. */
export interface SourceOptions {
  /** The kind of sender: the id of a provider, or a sender of your own. @default - the source's name */
  readonly provider?: ProviderId | Provider;
  /** How far a signed timestamp may lie in the past or the future, in seconds. @default - the provider's own */
  readonly tolerance?: number;
  /** Make one event of each item, where the provider puts several into one request. @default false */
  readonly split?: boolean;
  /** Answer accepted events with an empty 200. @default false */
  readonly emptyAnswer?: boolean;
  /**
   * How long the sender waits for an answer, in seconds, from 1 to 30: whatever AWS does, it is answered before that, with 503
   * if need be. A proxy before the stack may wait for less time than the provider. @default - as the provider documents, or 5
   */
  readonly answerWithinSeconds?: number;
  /**
   * How many requests are let in for each second, up to as many at once; the others are answered 429 with `Retry-After`.
   * Not for providers that do not try again, such as GitHub. @default - as many as come
   */
  readonly maxPerSecond?: number;
  /**
   * How long the verifier goes on with a secret that it has read, in seconds: one that was taken away is refused after
   * that. A new one is read as soon as something is signed with it. @default 300
   */
  readonly secretCacheSeconds?: number;
  /**
   * Where requests may come from: `'published'` for what the provider publishes, or ranges in CIDR notation; all others are
   * answered 401, see docs/access.md. @default - anywhere
   */
  readonly allowAddresses?: AllowAddresses;
  /**
   * Each of many customers sends with a secret of their own, to `/webhooks/{source}/{tenant}`; tenants come and go without a
   * deployment, see docs/tenants.md. @default false
   */
  readonly tenants?: boolean;
  /**
   * Where its events come from instead of in requests: `partnerEventSource('aws.partner/…')`, see docs/partner-sources.md.
   * The source has no address and no secret then. @default - they come in requests to its address
   */
  readonly from?: PartnerSourceOptions;
  /**
   * An alarm rings when no event has come for so many hours, up to 168: for a source that is never quiet for as long. It rings
   * from its deployment until the first event, too. @default - however quiet the source is
   */
  readonly alarmAfterSilenceHours?: number;
  /** Ask the provider now and then what it sent, and recover what is missing. @default - the provider is not asked */
  readonly reconcile?: ReconcileOptions[ReconcilableId];
}

/** What can be said of a processor, next to its name. */
export interface ProcessorOptions<Source extends string = string> {
  /** The event types it wants, for each source; `*` stands for any text. */
  readonly on: { readonly [Name in Source]?: readonly string[] };
  /** A further condition. It runs in the verifier: keep it small. An event on which it throws is sent. */
  readonly when?: (event: WebhookEvent) => boolean;
  /**
   * What has to be processed in order, such as a customer: events of one key one after the other, in the order in which
   * they were queued, retries included; those of other keys are not held up. It runs in the verifier. An event without a
   * key, or on which it throws, waits for none. To change it for a processor that is deployed see docs/flow-control.md.
   * @default - no order
   */
  readonly orderedBy?: EventKey;
  /**
   * Whose events take turns, such as a tenant's: a great many of one do not delay those of the others. It runs in the
   * verifier. Not together with `orderedBy`. @default - no turns
   */
  readonly fairBy?: EventKey;
  /** The module that exports `handler`. @default - `lambda/processors/NAME.ts`, or `.js` */
  readonly entry?: string;
  /**
   * Hands the events over to a queue, function, event bus or stream that is there already: `queue('arn:…')` and the like, see
   * docs/targets.md. @default - a module of yours processes them
   */
  readonly to?: TargetOptions;
  /** How often an event is tried before it goes to the dead-letter queue. @default 10 */
  readonly maxAttempts?: number;
  /** The time before the second attempt, in seconds; it grows threefold each time. @default 12 */
  readonly firstRetrySeconds?: number;
  /** How long one invocation may take, in seconds. @default 30 */
  readonly timeoutSeconds?: number;
  /** The function's memory, in MB. @default 256 */
  readonly memoryMb?: number;
  /** How many events one invocation may get. @default 10 */
  readonly batchSize?: number;
  /** How many invocations may run at once, from 2. @default - as many as the account allows, or as `maxPerSecond` */
  readonly maxConcurrency?: number;
  /** How many attempts may begin in one second, of all invocations together. @default - as many as there are events */
  readonly maxPerSecond?: number;
  /**
   * After how many failed attempts in a row, of whatever events, the processor pauses itself: it then tries one event now
   * and then, and goes on once one succeeds. A `PermanentError` is no failure here. @default - never
   */
  readonly pauseAfter?: number;
  /**
   * Whether its dead letters may simply run again once the cause is mended. Those of a processor that says `review` are
   * redriven only by an operator who confirms that he has looked at them. @default 'safe'
   */
  readonly redrive?: Redrive;
  /**
   * Nothing more is sent to it, and what is on its queue is still processed: the first of two steps in which a processor
   * is removed without loss, see docs/updates.md. Its `on` counts for nothing then. @default false
   */
  readonly retired?: boolean;
}

/** What can be said of the archive. */
export interface ArchiveOptions {
  /** How long an event is kept, in days. @default 400 */
  readonly retentionDays?: number;
}

/** How carefully a processor's dead letters have to be redriven. */
export const REDRIVES = ['safe', 'review'] as const;

export type Redrive = (typeof REDRIVES)[number];

export interface Source {
  readonly name: string;
  readonly provider: Provider;
  /** What the provider needs to know besides the secret. */
  readonly settings: Settings;
  readonly split: boolean;
  readonly tolerance?: number | undefined;
  readonly emptyAnswer: boolean;
  /** What the configuration says; `deadlineOf` knows what holds otherwise. */
  readonly answerWithinSeconds?: number | undefined;
  readonly maxPerSecond?: number | undefined;
  readonly secretCacheSeconds?: number | undefined;
  readonly allowAddresses?: AddressRule | undefined;
  readonly alarmAfterSilenceHours?: number | undefined;
  readonly reconcile?: Reconciliation | undefined;
  /** It has tenants, and no secret of its own; absent of a source without. */
  readonly tenants?: true | undefined;
  /** The EventBridge partner event source that its events come from; absent where they come in requests only. */
  readonly from?: PartnerSource | undefined;
}

export interface Processor {
  readonly name: string;
  readonly on: Readonly<Record<string, readonly string[]>>;
  readonly when?: ((event: WebhookEvent) => boolean) | undefined;
  readonly orderedBy?: EventKey | undefined;
  readonly fairBy?: EventKey | undefined;
  readonly entry?: string | undefined;
  /** What its events are handed over to; absent where a module processes them. */
  readonly to?: Target | undefined;
  readonly maxAttempts: number;
  readonly firstRetrySeconds: number;
  readonly timeoutSeconds: number;
  readonly memoryMb: number;
  readonly batchSize: number;
  readonly maxConcurrency?: number | undefined;
  readonly maxPerSecond?: number | undefined;
  readonly pauseAfter?: number | undefined;
  readonly redrive: Redrive;
  /** Nothing more is sent to it; absent of those in use. */
  readonly retired?: true | undefined;
}

/** A checked configuration, every default filled in. */
export interface Webhooks {
  readonly sources: Readonly<Record<string, Source>>;
  readonly processors: Readonly<Record<string, Processor>>;
  /** Keeps every accepted event for good; absent when nothing does. */
  readonly archive?: Archive | undefined;
}

/** Whether a source has an address, and a secret that its requests are signed with. */
export const takesRequests = ({ from }: Pick<Source, 'from'>) => !from || from.alsoByWebhook;

/** The processors that want an event. */
export function targetsOf({ processors }: Webhooks, event: WebhookEvent): string[] {
  return Object.values(processors)
    .filter(
      ({ on }) =>
        Object.hasOwn(on, event.source) && on[event.source]?.some((pattern) => matchesType(pattern, event.type)),
    )
    .filter(({ when }) => !when || wants(when, event))
    .map(({ name }) => name);
}

function wants(when: (event: WebhookEvent) => boolean, event: WebhookEvent): boolean {
  try {
    return when(event);
  } catch {
    // The condition did not foresee this payload; the processor has retries and a dead-letter queue, the condition has not.
    return true;
  }
}
