import {
  earliest,
  firstProgress,
  nextSweep,
  OVERLAP_MS,
  type Progress,
  progressAfter,
} from '../../../core/reconciliation/progress.ts';

const NOW = Date.parse('2026-01-10T12:00:00Z');
const MINUTE = 60_000;
const DAY = 86_400_000;
const limits = { graceMs: 5 * MINUTE, keptMs: 3 * DAY };
const progress = (more: Partial<Progress> = {}): Progress => ({
  begin: NOW - 10 * DAY,
  doneTo: NOW - 20 * MINUTE,
  ...more,
});

test('the first run looks at nothing, since what was sent before may have been taken by somebody else', () => {
  const first = firstProgress(NOW);
  expect(first).toEqual({ begin: NOW, doneTo: NOW });
  expect(nextSweep(first, NOW + 15 * MINUTE, limits)).toEqual({ from: NOW, to: NOW + 10 * MINUTE });
});

test('a sweep begins an overlap before the last one ended, and ends before what may be on its way', () => {
  const { doneTo } = progress();
  expect(nextSweep(progress(), NOW, limits)).toEqual({ from: doneTo - OVERLAP_MS, to: NOW - 5 * MINUTE });
});

test('a sweep begins no earlier than the provider can be asked, and than the first run', () => {
  expect(nextSweep(progress({ doneTo: NOW - 9 * DAY }), NOW, limits).from).toBe(NOW - 3 * DAY);
  expect(nextSweep(progress({ begin: NOW - 30 * MINUTE }), NOW, limits).from).toBe(NOW - 30 * MINUTE);
});

test('a clock that is behind, or a grace period longer than the stretch, gives an empty sweep and no backward one', () => {
  const sweep = nextSweep(firstProgress(NOW), NOW - MINUTE, limits);
  expect(sweep).toEqual({ from: NOW, to: NOW });
  expect(progressAfter(firstProgress(NOW), sweep, {})).toEqual({ begin: NOW, doneTo: NOW });
});

test('a sweep that did not come to its end goes on at its next page, over the same stretch', () => {
  const sweep = nextSweep(progress(), NOW, limits);
  const after = progressAfter(progress(), sweep, { nextPage: 'v1_7', heldAt: NOW - 30 * MINUTE });
  expect(after).toEqual({ ...progress(), open: { ...sweep, page: 'v1_7', heldAt: NOW - 30 * MINUTE } });
  expect(nextSweep(after, NOW + 15 * MINUTE, limits)).toEqual(after.open);
  const ended = progressAfter(after, nextSweep(after, NOW + 15 * MINUTE, limits), {});
  expect(ended).toEqual({ begin: progress().begin, doneTo: sweep.to });
});

test('a sweep that is older than what the provider keeps is given up for a new one', () => {
  const open = { from: NOW - 4 * DAY, to: NOW - 3.5 * DAY, page: 'v1_7' };
  expect(nextSweep(progress({ open }), NOW, limits)).not.toHaveProperty('page');
});

test('what has to be looked at again is in the next sweep, however old it is', () => {
  const heldAt = NOW - 2 * DAY;
  const sweep = { from: heldAt - MINUTE, to: NOW - 5 * MINUTE };
  const after = progressAfter(progress(), sweep, { heldAt });
  expect(nextSweep(after, NOW + 15 * MINUTE, limits).from).toBe(heldAt);
});

test('what is held and newer than the end of the sweep does not hold it up', () => {
  const sweep = nextSweep(progress(), NOW, limits);
  expect(progressAfter(progress(), sweep, { heldAt: NOW - MINUTE }).doneTo).toBe(sweep.to);
});

test('the earliest of moments leaves out those that are none', () => {
  expect(earliest(undefined, 3, 2)).toBe(2);
  expect(earliest(undefined)).toBeUndefined();
});
