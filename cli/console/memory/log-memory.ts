import { parseJson } from '../../../core/content.ts';
import type { LocalRunMessage } from '../../../local/report.ts';
import type { EventLogLine } from '../api.ts';

/** The latest lines of a local run's functions, by the event that they name. */
export interface LogMemory {
  add(message: LocalRunMessage, at: Date): void;
  /** The lines of an event, the oldest first. */
  of(source: string, id: string): readonly EventLogLine[];
  /** How long the attempt took that processed an event, in milliseconds; the longest where several processors did. */
  durationOf(source: string, id: string): number | undefined;
}

const MOST_EVENTS = 10_000;
const MOST_LINES = 100;

/** Makes a memory of log lines. */
export function logMemory(): LogMemory {
  const events = new Map<string, EventLogLine[]>();
  const keyOf = (source: string, id: string) => `${source}#${id}`;
  const linesOf = (key: string) => {
    const lines = events.get(key) ?? [];
    if (lines.length > 0) return lines;
    events.set(key, lines);
    for (const oldest of events.keys()) if (events.size > MOST_EVENTS) events.delete(oldest);
    return lines;
  };
  return {
    add({ kind, text }, at) {
      const line = kind === 'log' ? parseJson(text) : undefined;
      const { level, message, source, event, processor, attempt, ...fields } = Object(line);
      if (typeof source !== 'string' || typeof event !== 'string' || typeof message !== 'string') return;
      const lines = linesOf(keyOf(source, event));
      if (lines.length >= MOST_LINES) lines.shift();
      lines.push({
        at: at.toISOString(),
        level: String(level),
        message,
        ...(typeof processor === 'string' && { processor }),
        ...(typeof attempt === 'number' && { attempt }),
        fields,
      });
    },
    of: (source, id) => events.get(keyOf(source, id)) ?? [],
    durationOf(source, id) {
      const done = (events.get(keyOf(source, id)) ?? []).filter(
        ({ message, processor }) => processor && message === 'done',
      );
      const times = done.flatMap(({ fields: { ms } }) => (typeof ms === 'number' ? [ms] : []));
      return times.length > 0 ? Math.max(...times) : undefined;
    },
  };
}
