import type { Diagnosis } from '../../core/doctor/diagnosis.ts';
import type { Issue } from '../../core/issues.ts';
import type { Difference } from '../../core/json-diff.ts';
import type { CostView } from '../cost/cost-view.ts';
import type { EventView } from '../events/event-view.ts';

/** What server and page of the console say to each other. Times are RFC 3339. */

export type { CostView, Difference, EventView, Issue };

/** What the console works on. */
export interface Overview {
  /** For people, such as `the local run on port 4800`. */
  readonly name: string;
  readonly isLocal: boolean;
  readonly webhookUrl: string;
  readonly hasArchive: boolean;
  /** The synthesized app is at hand, and with it what it costs. */
  readonly hasForecast: boolean;
  /** What its functions count is at hand. */
  readonly hasMetrics: boolean;
  readonly sources: readonly SourceEntry[];
  readonly processors: readonly string[];
  /** Whether bodies can be searched. */
  readonly searchesBodies: boolean;
}

export interface SourceEntry {
  readonly name: string;
  readonly provider: string;
  readonly hasTenants: boolean;
  /** It takes webhooks, rather than only what a partner event source brings. */
  readonly takesRequests: boolean;
}

/** A row of the list of events. */
export interface EventRow extends EventView {
  /** How long the attempt took that processed it, in milliseconds; the longest where several processors did. */
  readonly ms?: number;
}

export interface EventPage {
  readonly rows: readonly EventRow[];
  /** How many there are in all, of those that could be looked through. */
  readonly total: number;
  /** How many events were looked through, the newest first. */
  readonly looked: number;
  /** Older events are still being read. */
  readonly isFilling: boolean;
  /** Only the newest so many can be looked through here. */
  readonly most: number;
}

/** A line of a function's log that names the event. */
export interface EventLogLine {
  readonly at: string;
  readonly level: string;
  readonly message: string;
  readonly processor?: string;
  readonly attempt?: number;
  readonly fields: Readonly<Record<string, string | number | boolean>>;
}

export interface EventDetail {
  readonly event: EventRow;
  readonly log: readonly EventLogLine[];
  /** For CloudWatch Logs Insights; absent of a local run. */
  readonly logQuery?: string;
}

/** Where a body was found. */
export type ContentPlace = 'delivery' | 'archive' | 'dead-letter';

/** What an event came as. */
export interface EventContent {
  readonly from: ContentPlace;
  readonly contentType: string;
  readonly bytes: number;
  readonly base64: string;
  /** Absent where no headers are kept. */
  readonly request?: {
    readonly method: string;
    readonly path: string;
    readonly headers: readonly (readonly [name: string, value: string])[];
  };
  /** The envelope without its body; absent where none is kept. */
  readonly envelope?: Readonly<Record<string, string>>;
}

/** Why there is no body, and what would keep it. */
export interface NoContent {
  readonly from: 'nowhere';
  readonly why: string;
}

/** A plan in words, before anything is done. */
export interface Plan {
  readonly text: string;
  /** How many messages will be sent. */
  readonly count: number;
  /** The processor wants a look first: somebody has to say that it was taken. */
  readonly needsReview: boolean;
}

/** What came of what was planned. */
export interface Outcome {
  readonly text: string;
  readonly isGood: boolean;
}

export interface KeptRequest {
  readonly source: string;
  readonly tenant?: string;
  readonly request: string;
  readonly receivedAt: string;
  readonly cause: string;
  readonly bytes: number;
}

export interface KeptPage {
  readonly requests: readonly KeptRequest[];
  /** There are more than these. */
  readonly isCut: boolean;
}

/** What the doctor says of a request, and whether it would be let in now. */
export interface KeptVerdict extends Diagnosis {
  /** `releasable`, or why it stays. */
  readonly verdict: string;
  readonly events: readonly { readonly id: string; readonly type: string }[];
}

export interface DeadLetter {
  readonly processor: string;
  readonly message: string;
  readonly source?: string;
  readonly type?: string;
  readonly id?: string;
  readonly at: string;
  readonly attempts?: number;
  readonly error: string;
}

export interface DeadLetterQueue {
  readonly processor: string;
  /** How many lie there, those in somebody's hands included. */
  readonly count: number;
  readonly waiting: number;
  readonly redrive: 'safe' | 'review';
}

/** An issue, with the command that lets its events run again. */
export interface IssueRow extends Issue {
  readonly redrive: string;
}

export interface IssuePage {
  readonly issues: readonly IssueRow[];
  /** How many events were looked through. */
  readonly looked: number;
}

export interface SourceRow {
  readonly name: string;
  readonly provider: string;
  /** With `{tenant}` at its end where the source has tenants; absent where it takes no requests. */
  readonly url?: string;
  /** The partner event source on EventBridge that it has events from. */
  readonly eventSource?: string;
  /** How its secret is; of one with tenants, how theirs are. */
  readonly secret: string;
  readonly isTrouble: boolean;
  readonly hasHandshake: boolean;
  readonly register?: string;
  /** When the newest event came; absent when none is known. */
  readonly lastEvent?: string;
  /** How many of the events that were looked through came since an hour ago, and since a day ago. */
  readonly lastHour: number;
  readonly lastDay: number;
}

export interface SampleList {
  readonly types: readonly string[];
  readonly tamperings: readonly string[];
  /** Those that have a secret; absent where the source has no tenants. */
  readonly tenants?: readonly string[];
}

export interface TestAnswer {
  readonly source: string;
  readonly tenant?: string;
  readonly id?: string;
  readonly type?: string;
  readonly status: number;
  readonly answer: unknown;
  readonly ms: number;
  /** It is the answer that was to be expected. */
  readonly isExpected: boolean;
}
