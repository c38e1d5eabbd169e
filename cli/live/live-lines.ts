import { stripVTControlCharacters } from 'node:util';
import type { EventStatus } from '../../core/event-status.ts';
import type { EventView, ProcessorView } from '../events/event-view.ts';
import { localTime } from '../paint.ts';
import { printable } from '../printable.ts';

/** A piece of a line, and how it is painted. */
export interface Piece {
  readonly text: string;
  readonly color?: 'green' | 'yellow' | 'red' | 'cyan' | undefined;
  readonly dim?: boolean;
  readonly bold?: boolean;
}

const MARKS = {
  failed: { text: '✗', color: 'red' },
  retrying: { text: '↻', color: 'yellow' },
  running: { text: '●', color: 'cyan' },
  queued: { text: '·', dim: true },
  done: { text: '✓', color: 'green' },
} as const satisfies Record<EventStatus, Piece>;

/** Below this width there is no room for ids, and above it for all of them. */
const NARROW = 80;

/** What others send may hold commands to a terminal: none of them gets there. */
export const harmless = (text: string) => printable(stripVTControlCharacters(text));

/** How an event is as a whole: as the processor that is worst off. */
export function statusOf({ processors }: EventView): EventStatus | undefined {
  const statuses = Object.values(processors).map(({ status }) => status);
  return (Object.keys(MARKS) as EventStatus[]).find((status) => statuses.includes(status));
}

/** An event as one line: time, status, type, id, and the state of each processor. */
export function eventLine(event: EventView, columns: number): readonly Piece[] {
  const status = statusOf(event);
  const time = localTime(new Date(event.receivedAt));
  const processors = Object.entries(event.processors);
  return [
    { text: `${columns < NARROW ? time.slice(11) : time} `, dim: true },
    status ? MARKS[status] : { text: '–', dim: true },
    { text: ` ${harmless(event.type)}`, bold: true },
    ...(columns < NARROW ? [] : [{ text: ` [${harmless(event.id)}]`, dim: true }]),
    ...(processors.length === 0 ? [{ text: ' no processor wants it', dim: true }] : []),
    ...processors.flatMap(([name, view], index) => [
      { text: `${index === 0 ? '  ' : ', '}${name} ` },
      statusPiece(view),
    ]),
  ];
}

function statusPiece({ status, attempts }: ProcessorView): Piece {
  const { text: _, ...paint } = MARKS[status];
  return { text: status + (attempts > 1 ? ` (${attempts})` : ''), ...paint };
}

/** Everything that is known of an event, a line each. */
export function detailLines(event: EventView, body: string | undefined): readonly (readonly Piece[])[] {
  const { source, id, provider, type, time, receivedAt } = event;
  const facts = { id, source, provider, type, happened: time, received: receivedAt };
  const bodyLines = (body ?? 'loading …').split('\n').map((line) => [{ text: `  ${harmless(line)}` }]);
  return [
    ...Object.entries(facts).map(([name, value]) => [{ text: name.padEnd(10), dim: true }, { text: harmless(value) }]),
    ...Object.entries(event.processors).flatMap(([name, view]) => processorLines(name, view)),
    [{ text: 'body', dim: true }],
    ...bodyLines,
  ];
}

function processorLines(name: string, view: ProcessorView): (readonly Piece[])[] {
  const next = view.retryAt ? `, next attempt ${localTime(new Date(view.retryAt))}` : '';
  return [
    [{ text: `${name} ` }, statusPiece(view), { text: next, dim: true }],
    ...view.failures.map(({ attempt, at, error }) => [
      { text: `  attempt ${attempt}, ${localTime(new Date(at))}: `, dim: true },
      { text: harmless(error), color: 'red' as const },
    ]),
  ];
}
