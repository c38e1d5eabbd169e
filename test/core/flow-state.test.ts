import {
  countsAttempt,
  FLOWING,
  type FlowState,
  failedOnce,
  HELD_RECEIVES,
  holdSeconds,
  passageOf,
  pausedBy,
  probing,
  resumed,
  succeeded,
} from '../../core/flow-state.ts';

const MINUTE = 60_000;
const DAY = 86_400;
const after = (failures: number, pauseAfter: number, now = 0) => {
  let state = FLOWING;
  for (let failure = 0; failure < failures; failure++) state = failedOnce(state, pauseAfter, now);
  return state;
};
const broken = () => after(3, 3);

test('pauses after so many failures in a row, and not before', () => {
  expect(passageOf(after(2, 3), 0)).toBe('open');
  expect(passageOf(after(3, 3), 0)).toBe('paused');
});

test('begins to count anew after a success', () => {
  const state = succeeded(after(2, 3), false, 0);
  expect(passageOf(failedOnce(failedOnce(state, 3, 0), 3, 0), 0)).toBe('open');
});

test('writes nothing for a success after a success', () => {
  expect(succeeded(FLOWING, false, 0)).toBe(FLOWING);
});

test('tries one event after 10 s, then after pauses twice as long, of half an hour at most', () => {
  let state = broken();
  const waits: number[] = [];
  for (let now = 0, probes = 0; probes < 10; probes++) {
    const { pause } = state;
    if (pause?.by !== 'failures') throw new Error('it is not paused by failures');
    waits.push((pause.probeAt - now) / 1000);
    expect(passageOf(state, pause.probeAt - 1)).toBe('paused');
    expect(passageOf(state, pause.probeAt)).toBe('probe');
    now = pause.probeAt;
    state = probing(state, now);
    expect(passageOf(state, now)).toBe('paused');
  }
  expect(waits).toEqual([10, 20, 40, 80, 160, 320, 640, 1280, 1800, 1800]);
});

test('goes on once the event succeeds that was tried, and not with one that had begun before', () => {
  expect(passageOf(succeeded(broken(), false, 0), 0)).toBe('paused');
  expect(passageOf(succeeded(broken(), true, 0), 0)).toBe('open');
});

test('gives more time when it breaks down again soon', () => {
  const secondsAfter = (milliseconds: number) => {
    let state = succeeded(probing(broken(), 10_000), true, 10_000);
    for (let failure = 0; failure < 3; failure++) state = failedOnce(state, 3, 10_000 + milliseconds);
    return state.pause?.by === 'failures' ? state.pause.seconds : undefined;
  };
  expect(secondsAfter(MINUTE)).toBe(40);
  expect(secondsAfter(120 * MINUTE)).toBe(10);
});

test('stays paused by its operator, whatever succeeds or fails, until the operator says so', () => {
  const paused = pausedBy(broken(), 'ann', 0);
  const later: FlowState[] = [
    succeeded(paused, true, 1),
    failedOnce(paused, 1, 1),
    probing(paused, 1),
    pausedBy(paused, 'bob', 1),
  ];
  for (const state of later) expect(state).toBe(paused);
  expect(passageOf(paused, Number.MAX_SAFE_INTEGER)).toBe('paused');
  expect(passageOf(resumed(paused), 0)).toBe('open');
  expect(resumed(FLOWING)).toBe(FLOWING);
});

test('holds a message no longer than the pause has lasted, from five seconds to half an hour', () => {
  const paused = pausedBy(FLOWING, 'ann', 0);
  expect([0, 5, 10, 60].map((minutes) => holdSeconds(paused, minutes * MINUTE, 1))).toEqual([5, 300, 600, 1800]);
});

test('holds a message until one is tried, where failures paused the processor', () => {
  expect(holdSeconds(broken(), 4000, 1)).toBe(6);
});

test.each([
  ['an operator', pausedBy(FLOWING, 'ann', 0), 5],
  ['failures that come again and again', broken(), 1],
])(
  'receives no message so often in a pause by %s that SQS gives it up before its 14 days are over',
  (_, paused, shortest) => {
    let receives = 0;
    for (let seconds = 0; seconds < 14 * DAY; receives++) {
      // The worst case: every pause is a new one.
      seconds += Math.max(
        shortest,
        holdSeconds(paused, 0, receives) > 1800 ? holdSeconds(paused, 0, receives) : shortest,
      );
    }
    expect(receives).toBeLessThan(HELD_RECEIVES);
  },
);

test('counts no attempt that was made to try the processor, for a day', () => {
  const now = Date.parse('2026-01-02T00:00:00.000Z');
  expect(countsAttempt(false, '2026-01-01T23:59:00.000Z', now)).toBe(true);
  expect(countsAttempt(true, '2026-01-01T00:00:01.000Z', now)).toBe(false);
  expect(countsAttempt(true, '2025-12-31T23:59:59.000Z', now)).toBe(true);
});
