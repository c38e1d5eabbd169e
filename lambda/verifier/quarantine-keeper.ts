import {
  encodeQuarantined,
  MOST_KEPT_A_MINUTE,
  type QuarantinedRequest,
  quarantineCounter,
  quarantineKey,
} from '../../core/quarantine.ts';
import type { Quarantine } from '../aws/quarantine.ts';
import { errorText, type Log } from '../log.ts';

/**
 * Keeps a request in the quarantine, if there is room; tells whether it did. Never throws, and ends in time.
 * @param withinMs - how long it may take, where that is less than the keeper's own limit
 */
export type Keep = (request: QuarantinedRequest, log: Log, withinMs?: number) => Promise<boolean>;

export interface KeeperOptions {
  readonly quarantine: Quarantine;
  /** How many of one source are kept in a minute, by all instances together. @default 100 */
  readonly most?: number;
  /** How long the answer to the provider may wait for it, in milliseconds. @default 2000 */
  readonly timeoutMs?: number;
}

/** What one instance knows of the newest minute of a source. */
interface Minute {
  readonly pk: string;
  asked: number;
  isFull: boolean;
}

/**
 * Makes what keeps requests. Within a minute it asks at most so often as there is room, and not again once there is
 * none: that is what a flood of forgeries costs for each instance.
 */
export function quarantineKeeper(options: KeeperOptions): Keep {
  const { quarantine, most = MOST_KEPT_A_MINUTE, timeoutMs = 2000 } = options;
  const minutes = new Map<string, Minute>();

  return async (request, log, withinMs = timeoutMs) => {
    const counter = quarantineCounter(request);
    const minute = minuteOf(minutes, request.source, counter.pk);
    if (minute.isFull) return false;
    if (minute.asked >= most) return close(minute, log, most);
    minute.asked += 1;
    try {
      return await within(Math.min(withinMs, timeoutMs), async (signal) => {
        if (!(await quarantine.count(counter, most, signal))) return close(minute, log, most);
        await quarantine.put(quarantineKey(request), encodeQuarantined(request), signal);
        return true;
      });
    } catch (error) {
      log.warn('not kept in quarantine', { error: errorText(error) });
      return false;
    }
  };
}

/** Notes that there is no room, and says so once. */
function close(minute: Minute, log: Log, most: number): false {
  if (!minute.isFull) log.warn('quarantine full for this minute', { most });
  minute.isFull = true;
  return false;
}

function minuteOf(minutes: Map<string, Minute>, source: string, pk: string): Minute {
  const known = minutes.get(source);
  if (known?.pk === pk) return known;
  const minute = { pk, asked: 0, isFull: false };
  minutes.set(source, minute);
  return minute;
}

/** Gives work up after a time, whether or not it heeds the signal. */
function within<Result>(milliseconds: number, work: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
  const signal = AbortSignal.timeout(milliseconds);
  const expired = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  return Promise.race([work(signal), expired]);
}
