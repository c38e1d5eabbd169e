import { intentsOf } from '../../../cli/live/live-keys.ts';
import {
  eventLookedAt,
  FIRST_STATE,
  type LiveAction,
  type LiveState,
  MOST_EVENTS,
  nextState,
  shownEvents,
  windowOf,
} from '../../../cli/live/live-state.ts';
import { eventOf } from './event-of.ts';

const after = (...actions: readonly LiveAction[]): LiveState => actions.reduce(nextState, FIRST_STATE);
const came = (...ids: readonly string[]) => ids.map((id) => ({ do: 'changed', event: eventOf(id) }) as const);
const up = { do: 'move', by: -1 } as const;
const down = { do: 'move', by: 1 } as const;

test('goes along with the newest event until somebody selects another, and again from the last one on', () => {
  expect(eventLookedAt(after(...came('a', 'b')))?.id).toBe('b');
  expect(eventLookedAt(after(...came('a', 'b'), up, ...came('c')))?.id).toBe('a');
  expect(eventLookedAt(after(...came('a', 'b'), up, down, ...came('c')))?.id).toBe('b');
  expect(eventLookedAt(after(...came('a', 'b'), up, down, down, ...came('c')))?.id).toBe('c');
  expect(eventLookedAt(after(...came('a', 'b'), up, { do: 'follow' }, ...came('c')))?.id).toBe('c');
});

test('what is read, or asked about, stays while others come in', () => {
  for (const mode of ['details', 'replay'] as const)
    expect(eventLookedAt(after(...came('a'), { do: 'mode', mode }, ...came('b')))?.id).toBe('a');
});

test('a change of an event takes the place of what was known of it', () => {
  const state = after(...came('a', 'b'), { do: 'changed', event: eventOf('a', 'failed') });
  expect(state.events.map(({ id }) => id)).toEqual(['a', 'b']);
  expect(state.events[0]?.processors['record-payment']?.status).toBe('failed');
});

test(`keeps ${MOST_EVENTS} events, and lets the oldest go`, () => {
  const state = after(...came(...Array.from({ length: MOST_EVENTS + 5 }, (_, index) => `evt_${index}`)));
  expect(state.events).toHaveLength(MOST_EVENTS);
  expect(state.events[0]?.id).toBe('evt_5');
});

test('the heading makes room for the first event, unless somebody wants it', () => {
  expect(after(...came('a')).header).toBe('closed');
  expect(after(...came('a'), { do: 'header' }, ...came('b')).header).toBe('kept open');
});

test('filters by source, type, id, processor and status', () => {
  const events = [eventOf('evt_1'), eventOf('evt_2', 'failed'), eventOf('evt_3', 'done', { type: 'charge.refunded' })];
  const found = (filter: string) => shownEvents({ events, filter }).map(({ id }) => id);
  expect(found('FAILED')).toEqual(['evt_2']);
  expect(found('charge')).toEqual(['evt_3']);
  expect(found('evt_1')).toEqual(['evt_1']);
  expect(found('payment failed')).toEqual(['evt_2']);
  expect(found('')).toHaveLength(3);
});

test('shows as many rows as there is room for, with the selected one among them', () => {
  expect(windowOf(100, 99, 10)).toEqual({ from: 90, to: 100 });
  expect(windowOf(100, 0, 10)).toEqual({ from: 0, to: 10 });
  expect(windowOf(100, 50, 10)).toEqual({ from: 45, to: 55 });
  expect(windowOf(3, 2, 10)).toEqual({ from: 0, to: 3 });
});

describe('keys', () => {
  const state = after(...came('a'));
  const asking = nextState(state, { do: 'mode', mode: 'replay' });

  test('r asks first, and only y or the number of a processor lets anything run again', () => {
    expect(intentsOf(state, 'r', {})).toEqual([{ do: 'mode', mode: 'replay' }]);
    expect(intentsOf(asking, 'y', {})).toContainEqual({ do: 'replay' });
    expect(intentsOf(asking, '1', {})).toContainEqual({ do: 'replay', at: 0 });
    for (const input of ['2', '0', 'r', 'n', 'q', ''])
      expect(intentsOf(asking, input, { return: input === '' })).toEqual([{ do: 'mode', mode: 'list' }]);
  });

  test('what is typed into the filter is no command', () => {
    const filtering = nextState(state, { do: 'mode', mode: 'filter' });
    expect(intentsOf(filtering, 'q', {})).toEqual([{ do: 'filter', text: 'q' }]);
    expect(intentsOf(filtering, 'c', { ctrl: true })).toEqual([{ do: 'quit' }]);
  });

  test('enter opens the details and loads the body, and closes them', () => {
    expect(intentsOf(state, '', { return: true })).toEqual([{ do: 'mode', mode: 'details' }, { do: 'load body' }]);
    const details = nextState(state, { do: 'mode', mode: 'details' });
    expect(intentsOf(details, '', { return: true })).toEqual([{ do: 'mode', mode: 'list' }]);
    expect(intentsOf(details, '', { escape: true })).toEqual([{ do: 'mode', mode: 'list' }]);
  });

  test('without an event there is nothing to open, replay or read', () => {
    for (const input of ['r', 'o', 'd']) expect(intentsOf(FIRST_STATE, input, {})).toEqual([]);
  });
});
