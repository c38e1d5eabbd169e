import type { ReplaySelection } from '../../core/replay-record.ts';
import type { Deployment } from '../deployment.ts';
import { type Estimate, estimate, estimateText } from '../operations/estimate.ts';
import { counted } from '../operations/progress-bar.ts';
import { localTime } from '../paint.ts';
import type { SelectedEvent } from './selected-events.ts';

/** What a replay is going to do. */
export interface ReplayPlan {
  /** Events that some processor gets. */
  readonly events: number;
  /** One for each event and processor. */
  readonly messages: number;
  /** How many of each source and type, the most frequent first. */
  readonly types: Readonly<Record<string, number>>;
  readonly processors: Readonly<Record<string, number>>;
  /** How many of the selection no processor wants. */
  readonly unwanted: number;
  /** Ids that the archive does not have. */
  readonly missing: readonly string[];
  /** When the first and the last of them were received, RFC 3339. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly estimate: Estimate;
}

/** So many messages a second: a few at once, each of which takes two calls one after the other. */
const SPEED = 200;

/** Sent; received and deleted by the processor. */
const CALLS = 3;
/** Opened, claimed and completed. */
const WRITES = 3;

export interface Planning {
  /** So many messages a second at most. */
  readonly rate?: number | undefined;
  /** Is told how many events were looked at. */
  readonly tell: (looked: number) => void;
  /** No more is looked at once it is aborted. */
  readonly signal: AbortSignal;
}

/** Looks through what is selected, and counts it. */
export async function planReplay(
  events: AsyncIterable<SelectedEvent>,
  { ids }: Pick<ReplaySelection, 'ids'>,
  { rate, tell, signal }: Planning,
): Promise<ReplayPlan> {
  const [types, processors, found] = [new Map<string, number>(), new Map<string, number>(), new Set<string>()];
  const sums = { events: 0, unwanted: 0, messages: 0, bytes: 0 };
  const span: { from?: string; to?: string } = {};
  for await (const { facts, event, processors: wanting } of events) {
    if (signal.aborted) break;
    tell(sums.events + sums.unwanted);
    if (ids) found.add(facts.id);
    sums.events += wanting.length > 0 ? 1 : 0;
    sums.unwanted += wanting.length > 0 ? 0 : 1;
    if (wanting.length === 0) continue;
    sums.messages += wanting.length;
    sums.bytes += wanting.length * event.rawBody.length;
    add(types, `${facts.source} ${facts.type}`);
    for (const name of wanting) add(processors, name);
    if (span.from === undefined || facts.receivedAt < span.from) span.from = facts.receivedAt;
    if (span.to === undefined || facts.receivedAt > span.to) span.to = facts.receivedAt;
  }
  const { bytes, ...counts } = sums;
  return {
    ...counts,
    ...span,
    types: mostFirst(types),
    processors: mostFirst(processors),
    missing: (ids ?? []).filter((id) => !found.has(id)),
    estimate: estimate({ count: counts.messages, bytes, rate, speed: SPEED, calls: CALLS, writes: WRITES }),
  };
}

const add = (counts: Map<string, number>, word: string) => counts.set(word, (counts.get(word) ?? 0) + 1);

const mostFirst = (counts: ReadonlyMap<string, number>) =>
  Object.fromEntries([...counts].sort(([, left], [, right]) => right - left));

/** The plan as people read it. */
export function describePlan(plan: ReplayPlan, id: string, deployment: Deployment, rate: number | undefined): string {
  const { events, messages, types, processors, unwanted, missing, from, to } = plan;
  const speed = rate === undefined ? '' : ` at ${+rate.toPrecision(3)}/s`;
  const notes = [
    unwanted > 0 && `${counted(unwanted)} more are left out: no processor that is meant wants them`,
    missing.length > 0 && `not in the archive: ${missing.join(', ')}`,
  ];
  return [
    `plan: ${counted(events)} events of the archive of ${deployment.name} run again, ${counted(messages)} messages${speed}: ${estimateText(plan.estimate, deployment)}`,
    ...(from && to
      ? [
          `  types:      ${list(types)}`,
          `  processors: ${list(processors)}`,
          `  received from ${localTime(new Date(from))} to ${localTime(new Date(to))}`,
        ]
      : []),
    ...notes.filter((note) => note !== false).map((note) => `  ${note}`),
    `  as the replay ${id}`,
  ].join('\n');
}

const MOST_LISTED = 10;

function list(counts: Readonly<Record<string, number>>): string {
  const all = Object.entries(counts).map(([word, count]) => `${word} ${counted(count)}`);
  const more = all.length > MOST_LISTED ? [`and ${all.length - MOST_LISTED} others`] : [];
  return [...all.slice(0, MOST_LISTED), ...more].join(', ');
}
