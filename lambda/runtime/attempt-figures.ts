import type { EventFacts } from '../../core/event-facts.ts';
import type { ProcessorFigures } from '../metrics.ts';

/** What an attempt counts when it begins. How long the event has waited only the first attempt tells. */
export function figuresAtStart({ receivedAt, replay }: EventFacts, attempt: number, at: number): ProcessorFigures {
  const isFirst = attempt === 1 && replay === undefined;
  return { Started: 1, ...(isFirst && { Age: since(receivedAt, at) }) };
}

/** What an attempt counts that ended well. A replay says nothing of how fast events come through. */
export function figuresWhenDone(
  { time, receivedAt, replay }: EventFacts,
  startedAt: number,
  at: number,
): ProcessorFigures {
  // Where the provider gives no time, it is that of the receipt.
  const isTold = time !== receivedAt && replay === undefined;
  return { Done: 1, Duration: at - startedAt, ...(isTold && { EndToEnd: since(time, at) }) };
}

/** Clocks differ: nothing took less than no time. */
const since = (moment: string, at: number) => Math.max(0, at - Date.parse(moment));
