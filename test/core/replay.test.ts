import { type Claimant, type Custody, claim, completed, deadLettered, released } from '../../core/custody.ts';
import { replayStep } from '../../core/replay.ts';

const NOW = 1_000_000;
const REPLAY = { replay: 'op', now: NOW };

const claimant = (more: Partial<Claimant> = {}): Claimant => ({
  owner: 'invocation',
  now: NOW + 1000,
  deadline: NOW + 30_000,
  maxAttempts: 3,
  ...more,
});

function claimed(current: Custody | undefined, more: Partial<Claimant> = {}): Custody {
  const decision = claim(current, claimant(more));
  if (decision.verdict !== 'run') throw new Error(`not claimed: ${decision.verdict}`);
  return decision.next;
}

function reopened(current: Custody, options = REPLAY): Custody {
  const step = replayStep(current, options);
  if (step.verdict !== 'reopen') throw new Error(`not reopened: ${step.verdict}`);
  return step.next;
}

const failure = { attempt: 1, at: NOW, error: 'no' };
const done = completed(claimed(undefined));
const failed = deadLettered(claimed(undefined), failure);

test('an event that nobody has held is sent, and nothing is written: its provider may still have to send it again', () => {
  expect(replayStep(undefined, REPLAY)).toEqual({ verdict: 'send' });
});

test.each([
  ['done', done],
  ['given up', failed],
  ['waiting for another attempt', released(claimed(undefined), failure, NOW + 60_000)],
  ['left by an owner that died', { ...claimed(undefined), until: NOW - 1 }],
])('an event that is %s is opened, with all its attempts', (_, before) => {
  const opened = reopened(before);
  expect(opened).toMatchObject({ state: 'retry', attempts: 0, failures: [], replays: ['op'] });
  expect(claimed(opened, { replay: 'op' })).toMatchObject({ state: 'claimed', attempts: 1, replays: ['op'] });
});

test('an event that is being processed is left alone', () => {
  expect(replayStep(claimed(undefined), REPLAY)).toEqual({ verdict: 'skip', because: 'running' });
});

test('what this replay has opened is sent again, and what it has run is not', () => {
  const opened = reopened(done);
  expect(replayStep(opened, REPLAY)).toEqual({ verdict: 'send' });
  const running = claimed(opened, { replay: 'op' });
  const states = [running, completed(running), deadLettered(running, failure), released(running, failure, NOW)];
  for (const state of states) expect(replayStep(state, REPLAY)).toEqual({ verdict: 'skip', because: 'already' });
});

test('what another replay has run meanwhile is not run again by this one', () => {
  const first = completed(claimed(reopened(done), { replay: 'op' }));
  const second = completed(claimed(reopened(first, { replay: 'later', now: NOW }), { replay: 'later' }));
  expect(replayStep(second, REPLAY)).toEqual({ verdict: 'skip', because: 'already' });
});

test.each([
  ['its own message', 'op'],
  ["the provider's own message, which comes once more", undefined],
  ['a dead letter that somebody moves back', 'redrive-1'],
])('an opened event runs once, whichever of its messages comes first: %s', (_, replay) => {
  const after = completed(claimed(reopened(failed), { replay }));
  for (const other of ['op', undefined, 'redrive-1', 'redrive-2'])
    expect(claim(after, claimant({ owner: 'other', replay: other }))).toEqual({ verdict: 'settled' });
});
