import { ARCHIVE } from './archive.ts';
import type { Custody } from './custody.ts';
import type { LedgerEntry } from './ledger-item.ts';

/** What people are told of an event and one processor, in the order in which it happens. */
export const EVENT_STATUSES = ['queued', 'running', 'done', 'retrying', 'failed'] as const;

export type EventStatus = (typeof EVENT_STATUSES)[number];

/** The processors of an event: those that it was routed to, and those that got it later by a replay. */
export const processorsOf = ({ targets, custody }: LedgerEntry): string[] =>
  [...new Set([...targets, ...custody.keys()])].filter((target) => target !== ARCHIVE);

/**
 * The status of an event for one processor. A claim whose lease is over means that its owner died: the queue will bring
 * the message again.
 * @param now - milliseconds since 1970
 */
export function eventStatus(custody: Custody | undefined, now: number): EventStatus {
  if (!custody) return 'queued';
  if (custody.state === 'claimed') return custody.until > now ? 'running' : 'retrying';
  return custody.state === 'retry' ? 'retrying' : custody.state;
}
