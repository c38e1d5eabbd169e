import { type Custody, claim, deadLettered, released } from '../../core/custody.ts';

const MAX_ATTEMPTS = 3;
const failure = { attempt: 1, at: 0, error: 'the work failed' };

/** One attempt that fails, for a message of this replay; tells what became of it. */
function attempt(current: Custody | undefined, now: number, replay: string): Custody | 'settled' {
  const claimed = claim(current, { owner: `owner-${now}`, now, deadline: now + 10, maxAttempts: MAX_ATTEMPTS, replay });
  if (claimed.verdict === 'settled') return 'settled';
  if (!('next' in claimed)) throw new Error('nobody else holds the event');
  const isLast = claimed.verdict === 'exhausted' || claimed.next.attempts >= MAX_ATTEMPTS;
  return isLast ? deadLettered(claimed.next, failure) : released(claimed.next, failure, now);
}

test('starts over once for each of two redrives, however their messages take turns', () => {
  let custody: Custody | undefined;
  let now = 0;
  let attempts = 0;
  for (const replay of ['redrive-1', 'redrive-2', 'redrive-1', 'redrive-2', 'redrive-1', 'redrive-2']) {
    now += 100_000;
    const next = attempt(custody, now, replay);
    if (next === 'settled') continue;
    attempts += 1;
    custody = next;
  }
  expect(custody).toMatchObject({ state: 'failed', replays: ['redrive-1', 'redrive-2'] });
  expect(attempts).toBe(1 + MAX_ATTEMPTS);
});

test('starts over for a redrive after those before it were counted', () => {
  const failed: Custody = { state: 'failed', owner: 'a', until: 0, attempts: 3, failures: [], replays: ['redrive-1'] };
  expect(attempt(failed, 1, 'redrive-1')).toBe('settled');
  expect(attempt(failed, 1, 'redrive-2')).toMatchObject({ attempts: 1, replays: ['redrive-1', 'redrive-2'] });
});
