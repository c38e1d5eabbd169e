import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';

/** `page` is for whoever is on call, at once; `ticket` waits for the working day. */
export type Severity = 'page' | 'ticket';

/** One alarm, and one section of docs/runbook.md of the same name. */
export interface AlarmRow<Watched> {
  readonly name: string;
  /** What broke. */
  readonly broke: string;
  /** What users notice of it. */
  readonly noticed: string;
  readonly severity: Severity;
  readonly metric: (watched: Watched) => IMetric;
  /** It rings once the metric has been above this for `periods` of its periods in a row. */
  readonly above: (watched: Watched) => number;
  readonly periods: (watched: Watched) => number;
  /** A period without data counts as one in which something is wrong. @default false */
  readonly silenceRings?: boolean;
  /** The alarm that takes it together with others tells of it, so that one outage is told once. @default false */
  readonly isCovered?: boolean;
  /** A version that is taking over goes back when it rings: it is about the code, and ends by itself. @default false */
  readonly rollsBack?: boolean;
  /** Where to look, when not where one looks for the other alarms of the same thing. */
  readonly places?: (watched: Watched) => Places;
  /** Whether it is asked for. @default - it is */
  readonly isWanted?: (watched: Watched) => boolean;
}

/** An alarm that rings while any of those that it covers does. */
export interface CompositeRow {
  readonly name: string;
  readonly broke: string;
  readonly noticed: string;
}

/** Where whoever follows up an alarm begins to look. */
export interface Places {
  readonly queueName?: string | undefined;
  readonly logGroupName?: string | undefined;
  /** For CloudWatch Logs Insights. @default - every line that is no mere information */
  readonly query?: string | undefined;
}
