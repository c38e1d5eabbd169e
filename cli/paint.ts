import type { EventStatus } from '../core/event-status.ts';
import type { ProcessorView } from './events/event-view.ts';
import type { Output } from './terminal.ts';

type Colors = Output['colors'];

const STATUS_COLORS = {
  queued: 'dim',
  running: 'cyan',
  done: 'green',
  retrying: 'yellow',
  failed: 'red',
} as const satisfies Record<EventStatus, keyof Colors>;

/** A status in its color, with the count of attempts where it was not the first. */
export function paintStatus({ status, attempts }: ProcessorView, colors: Colors): string {
  const count = attempts > 1 ? ` (attempt ${attempts})` : '';
  return colors[STATUS_COLORS[status]](status + count);
}

/** An HTTP status in the color of its kind. */
export function paintHttpStatus(status: number, colors: Colors): string {
  const text = `[${status}]`;
  if (status >= 500) return colors.red(text);
  return status >= 400 ? colors.yellow(text) : colors.green(text);
}

/** A moment as the clock on the wall shows it: `2026-01-02 15:04:05`. */
export function localTime(moment: Date): string {
  const two = (number: number) => String(number).padStart(2, '0');
  const { date, time } = {
    date: [moment.getFullYear(), two(moment.getMonth() + 1), two(moment.getDate())].join('-'),
    time: [moment.getHours(), moment.getMinutes(), moment.getSeconds()].map(two).join(':'),
  };
  return `${date} ${time}`;
}
