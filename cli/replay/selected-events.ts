import { createHash } from 'node:crypto';
import { targetsOf, type Webhooks } from '../../core/configuration.ts';
import type { Description } from '../../core/describe.ts';
import { eventOf } from '../../core/envelope.ts';
import type { ReplaySelection } from '../../core/replay-record.ts';
import { matchesType } from '../../core/routing.ts';
import { isOfTenant } from '../../core/tenants.ts';
import type { ArchiveStore } from '../../lambda/aws/archive-store.ts';
import type { Period } from '../../lambda/aws/quarantine-store.ts';
import { type ArchivedEvent, archivedEvents } from './archived-events.ts';

/** An event that fits a selection, and who is to get it. */
export interface SelectedEvent extends Description {
  /** Empty when no processor wants it, or not the one that is meant. */
  readonly processors: readonly string[];
  /** When the archive got it, in milliseconds since 1970. */
  readonly writtenAt: number;
}

export interface SelectionParts {
  readonly store: ArchiveStore;
  readonly webhooks: Webhooks;
  /** When the ledger says that an event was received, RFC 3339. */
  readonly receivedAt: (source: string, id: string) => Promise<string | undefined>;
}

/** The events of a selection, source by source and the oldest first. */
export async function* selectedEvents(
  selection: ReplaySelection,
  parts: SelectionParts,
): AsyncGenerator<SelectedEvent> {
  const { limit = Number.POSITIVE_INFINITY } = selection;
  let count = 0;
  for (const source of [...selection.sources].sort()) {
    for await (const archived of eventsOf(source, selection, parts)) {
      if (count++ === limit) return;
      yield describeArchived(archived, selection, parts.webhooks);
    }
  }
}

async function* eventsOf(
  source: string,
  { tenant, ids, type, since, until }: ReplaySelection,
  { store, receivedAt }: SelectionParts,
): AsyncGenerator<ArchivedEvent> {
  const period = { from: since, to: until };
  const isOfType = ({ facts }: ArchivedEvent) =>
    (type === undefined || matchesType(type, facts.type)) && (tenant === undefined || isOfTenant(tenant, facts.id));
  if (!ids) {
    for await (const event of archivedEvents(store, source, period)) if (isOfType(event)) yield event;
    return;
  }
  const wanted = new Set(ids);
  const periods = since === undefined ? await periodsOf(source, ids, receivedAt) : [period];
  for (const each of periods) {
    if (wanted.size === 0) return;
    for await (const event of archivedEvents(store, source, each)) {
      if (wanted.delete(event.facts.id) && isOfType(event)) yield event;
      if (wanted.size === 0) break;
    }
  }
}

/** A provider may have had to send an event for days before its message was queued: no other retries for longer. */
const LATEST_MS = 3 * 86_400_000;

/** Where to look for events by their ids: first when the ledger heard of them, then the time after that. */
async function periodsOf(source: string, ids: readonly string[], receivedAt: SelectionParts['receivedAt']) {
  const known = await Promise.all(ids.map((id) => receivedAt(source, id)));
  const times = [...new Set(known.filter((time) => time !== undefined))].sort();
  const after = (time: string, milliseconds: number) => new Date(Date.parse(time) + milliseconds).toISOString();
  const exact: Period[] = times.map((from) => ({ from, to: after(from, 1) }));
  const [first, last] = [times[0], times.at(-1)];
  return first && last ? [...exact, { from: first, to: after(last, LATEST_MS) }] : [];
}

function describeArchived(
  { facts, body, writtenAt }: ArchivedEvent,
  { processor }: ReplaySelection,
  webhooks: Webhooks,
): SelectedEvent {
  const event = eventOf(facts, body);
  const processors = targetsOf(webhooks, event).filter((name) => processor === undefined || name === processor);
  return { facts, event, processors, writtenAt, digest: createHash('sha256').update(body).digest('hex') };
}
