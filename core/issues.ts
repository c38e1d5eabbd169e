import { createHash } from 'node:crypto';

/** One event that went wrong for one processor. */
export interface FailedEvent {
  readonly processor: string;
  readonly source: string;
  readonly type: string;
  readonly id: string;
  /** What went wrong at each attempt that is still known, the latest last. */
  readonly failures: readonly { readonly at: string; readonly error: string }[];
  /** The processor has given it up: the dead-letter queue has it. */
  readonly isGivenUp: boolean;
}

/** What an operator has said of an issue. */
export const ISSUE_STATES = ['open', 'acknowledged', 'resolved', 'ignored'] as const;

export type IssueState = (typeof ISSUE_STATES)[number];

/** An operator's word on an issue, as it is kept in the ledger's table. */
export interface IssueRecord {
  readonly id: string;
  readonly state: IssueState;
  /** The ARN of the caller on AWS, the name of the user on a local run. */
  readonly who: string;
  /** RFC 3339, in milliseconds. */
  readonly at: string;
}

/** Failures of one processor with the same kind of error. */
export interface Issue {
  /** The same for the same processor and error, as long as the error's words stay. */
  readonly id: string;
  readonly processor: string;
  /** The error's class, such as `TypeError`. */
  readonly errorClass: string;
  /** What the error says, with `*` for what differs from event to event. */
  readonly says: string;
  readonly state: IssueState;
  /** It was resolved, and has come up again since. */
  readonly isBack: boolean;
  /** RFC 3339, of the failures that are still known. */
  readonly firstSeen: string;
  readonly lastSeen: string;
  /** How many events ran into it, and how many of those were given up. */
  readonly events: number;
  readonly givenUp: number;
  /** The event that ran into it last, and what it ran into. */
  readonly sample: { readonly source: string; readonly type: string; readonly id: string; readonly error: string };
}

/** What differs from event to event: texts in quotes, ids, numbers. */
const VARYING = [
  /(["'`])(?:(?!\1).)*\1/g,
  /\b[0-9a-f]{8}-[0-9a-f-]{27,}\b/gi,
  /\b[a-z]+(?:_[a-z0-9]+)*_(?=[a-z0-9]*\d)[a-z0-9]+\b/gi,
  /\b(?=[a-z]*\d)(?=\d*[a-z])[a-z0-9]{8,}\b/gi,
  /\d+(?:\.\d+)*/g,
];

/** The ledger keeps 120 characters of an error, which a dead letter has whole. */
const LONGEST = 100;

/** The class of an error and what it says, of its text such as `TypeError: no such customer cus_7`. */
export function errorKind(error: string): { readonly errorClass: string; readonly says: string } {
  const [, errorClass = 'Error', message = error] = /^([A-Za-z_$][\w$.]*): ([\s\S]*)$/.exec(error) ?? [];
  const line = message.split('\n')[0]?.slice(0, LONGEST) ?? '';
  const says = VARYING.reduce((text, varying) => text.replace(varying, '*'), line).replace(/\*[*\s]*\*/g, '*');
  return { errorClass, says };
}

/** The id of the issue that an error of a processor belongs to. */
export function issueId(processor: string, error: string): string {
  const { errorClass, says } = errorKind(error);
  return createHash('sha256')
    .update(JSON.stringify([processor, errorClass, says]))
    .digest('hex')
    .slice(0, 10);
}

/** Puts failures together that are one issue: the one that was seen last first. */
export function groupIssues(failed: readonly FailedEvent[], records: ReadonlyMap<string, IssueRecord>): Issue[] {
  const groups = Map.groupBy(
    failed.filter(({ failures }) => failures.length > 0),
    ({ processor, failures }) => issueId(processor, failures.at(-1)?.error ?? ''),
  );
  return [...groups]
    .map(([id, group]) => issueOf(id, group, records.get(id)))
    .sort((left, right) => (left.lastSeen < right.lastSeen ? 1 : -1));
}

function issueOf(id: string, group: readonly FailedEvent[], record: IssueRecord | undefined): Issue {
  const last = ({ failures }: FailedEvent) => failures.at(-1)?.at ?? '';
  const newest = group.reduce((one, other) => (last(other) > last(one) ? other : one));
  const { processor, source, type, id: event } = newest;
  const error = newest.failures.at(-1)?.error ?? '';
  const lastSeen = last(newest);
  const isBack = record?.state === 'resolved' && lastSeen > record.at;
  const times = group.flatMap(({ failures }) => failures.map(({ at }) => at)).sort();
  return {
    id,
    processor,
    ...errorKind(error),
    state: isBack ? 'open' : (record?.state ?? 'open'),
    isBack,
    firstSeen: times[0] ?? lastSeen,
    lastSeen,
    events: group.length,
    givenUp: group.filter(({ isGivenUp }) => isGivenUp).length,
    sample: { source, type, id: event, error },
  };
}

/** The key of an issue's record in the ledger's table. No source's name begins so. */
export const ISSUE_PREFIX = '#issue#';

/** As long as what it is about may come up again from a queue or the archive. */
const RECORD_DAYS = 400;

/** The item of a record, with the moment at which it may be forgotten, in seconds since 1970. */
export const issueItem = (record: IssueRecord) => ({
  pk: ISSUE_PREFIX + record.id,
  record,
  expires: Math.floor(Date.parse(record.at) / 1000) + RECORD_DAYS * 86_400,
});
