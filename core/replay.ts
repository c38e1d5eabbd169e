import { type Custody, withReplay } from './custody.ts';

/** What has to be done so that an event runs again for one processor. */
export type ReplayStep =
  /** The message has to be sent: as far as the ledger knows nobody has held the event, or this replay has opened it. */
  | { readonly verdict: 'send' }
  /** The ledger has to take `next`, and then the message has to be sent. */
  | { readonly verdict: 'reopen'; readonly next: Custody }
  /** It runs at this moment, or this replay has run it already. */
  | { readonly verdict: 'skip'; readonly because: 'running' | 'already' };

/**
 * The next step of a replay. It opens an event that was settled, or waits for another attempt, with its own name: so the
 * message that it sends then is claimed once, as are those that are about from before. It leaves alone what this replay
 * has had, so that it can be begun again at any time.
 * @param replay - the name of the replay
 * @param now - milliseconds since 1970
 */
export function replayStep(
  current: Custody | undefined,
  { replay, now }: { readonly replay: string; readonly now: number },
): ReplayStep {
  // Nothing is written of an event that nobody has held: a provider's retry would no longer be queued.
  if (!current) return { verdict: 'send' };
  const owner = `replay ${replay}`;
  if (current.replays?.includes(replay)) {
    const isOpened = current.state === 'retry' && current.owner === owner;
    return isOpened ? { verdict: 'send' } : { verdict: 'skip', because: 'already' };
  }
  if (current.state === 'claimed' && current.until > now) return { verdict: 'skip', because: 'running' };
  const replays = withReplay(current, replay);
  return { verdict: 'reopen', next: { state: 'retry', owner, until: now, attempts: 0, failures: [], replays } };
}
