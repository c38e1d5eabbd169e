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
  const ofEvent = facts ? ` | filter source = ${quoted(facts.source)} and event = ${quoted(facts.id)}` : '';
  return {
    group,
    stream,
    query: `fields @timestamp, level, message, attempt, error${ofEvent} | sort @timestamp`,
    url: region && logUrl(region, group, stream),
  };
}

const quoted = (text: string) => `"${text.replace(/[\\"]/g, '\\$&')}"`;
