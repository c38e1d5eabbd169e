import type { QueueDepth } from '../metrics/service-metrics.ts';
import type { Queue } from './fauxqs-parts.ts';

type Lying = Pick<Queue, 'name' | 'messages' | 'delayedMessages' | 'fifoMessages' | 'inflightMessages'>;

/** What lies on a queue at a moment (milliseconds since 1970). A message whose hiding is over is visible again. */
export function queueDepth(queue: Lying, now: number): QueueDepth {
  const { name, messages, delayedMessages, fifoMessages, inflightMessages } = queue;
  const inFlight = [...inflightMessages.values()];
  const hidden = inFlight.filter(({ visibilityDeadline }) => visibilityDeadline > now);
  const due = delayedMessages.filter(({ delayUntil = 0 }) => delayUntil <= now);
  const waiting = [...messages, ...[...fifoMessages.values()].flat(), ...due];
  let oldest = now;
  for (const { sentTimestamp } of [...waiting, ...inFlight.map(({ message }) => message)])
    oldest = Math.min(oldest, sentTimestamp);
  return {
    name,
    visible: waiting.length + inFlight.length - hidden.length,
    notVisible: hidden.length,
    oldestSeconds: Math.floor((now - oldest) / 1000),
  };
}
