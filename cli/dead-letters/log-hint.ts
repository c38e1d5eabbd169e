import { logUrl } from '../../core/console-links.ts';
import type { Deployment } from '../deployment.ts';
import type { Letter } from './letter.ts';

/** Where the log of an event's attempts is. */
export interface LogHint {
  readonly group: string;
  readonly stream?: string | undefined;
  /** For CloudWatch Logs Insights, on the group. */
  readonly query: string;
  /** The console's page of the group, or of the stream. */
  readonly url?: string | undefined;
}

/** Where the log of a letter's attempts is; nothing where the letter does not say, or there is no CloudWatch. */
export function logHint({ log, facts }: Letter, { isLocal, queueUrlPrefix = '' }: Deployment): LogHint | undefined {
  if (!log || isLocal) return undefined;
  const { group, stream } = log;
  const [, region] = /^https:\/\/sqs\.([a-z0-9-]+)\./.exec(queueUrlPrefix) ?? [];
  return {
    group,
    stream,
    query: eventLogQuery(facts),
    url: region && logUrl(region, group, stream),
  };
}

/** A query for CloudWatch Logs Insights: every line of a log, or those that name an event. */
export function eventLogQuery(event: { readonly source: string; readonly id: string } | undefined): string {
  const ofEvent = event ? ` | filter source = ${quoted(event.source)} and event = ${quoted(event.id)}` : '';
  return `fields @timestamp, level, message, attempt, error${ofEvent} | sort @timestamp`;
}

const quoted = (text: string) => `"${text.replace(/[\\"]/g, '\\$&')}"`;
