import type { EventView } from '../events/event-view.ts';

/** What the live view shows. */
export interface LiveState {
  /** The oldest first. */
  readonly events: readonly EventView[];
  /** The key of the event that is looked at. @default - the newest, whichever that is */
  readonly selected?: string | undefined;
  readonly mode: 'list' | 'details' | 'filter' | 'replay';
  /** Only events in which this text is found are listed. */
  readonly filter: string;
  /** Whether sources and processors are listed; they make room for the first event, unless somebody wants them. */
  readonly header: 'open' | 'closed' | 'kept open';
  /** What was logged last, the oldest first. */
  readonly log: readonly string[];
  /** What became of what was asked for. */
  readonly notice?: string | undefined;
  /** How many lines of the details are above the screen. */
  readonly scrolled: number;
  /** The body of the event that is looked at, or why there is none. */
  readonly body?: { readonly of: string; readonly text: string } | undefined;
}

export type LiveAction =
  | { readonly do: 'changed'; readonly event: EventView }
  | { readonly do: 'log'; readonly line: string }
  | { readonly do: 'notice'; readonly text: string }
  | { readonly do: 'body'; readonly of: string; readonly text: string }
  /** So many down, or up when it is negative; an event counts from the newest when none is selected. */
  | { readonly do: 'move'; readonly by: number }
  /** Goes along with the newest again. */
  | { readonly do: 'follow' }
  /** So many lines of the details down, or up when it is negative. */
  | { readonly do: 'scroll'; readonly by: number }
  | { readonly do: 'mode'; readonly mode: LiveState['mode'] }
  | { readonly do: 'filter'; readonly text: string }
  | { readonly do: 'header' };

export const FIRST_STATE: LiveState = { events: [], mode: 'list', filter: '', header: 'open', log: [], scrolled: 0 };

/** So many events are kept; the oldest go. */
export const MOST_EVENTS = 1000;
const MOST_LOGGED = 50;

export const keyOf = ({ source, id }: Pick<EventView, 'source' | 'id'>) => `${source}#${id}`;

/** The events that the filter lets through, the oldest first. */
export function shownEvents({ events, filter }: Pick<LiveState, 'events' | 'filter'>): readonly EventView[] {
  const wanted = filter.toLowerCase();
  return wanted === '' ? events : events.filter((event) => textOf(event).includes(wanted));
}

const textOf = ({ source, id, type, processors }: EventView) =>
  [source, id, type, ...Object.entries(processors).map(([name, { status }]) => `${name} ${status}`)]
    .join(' ')
    .toLowerCase();

/** The event that is looked at: the selected one, or the newest. */
export function eventLookedAt(state: LiveState): EventView | undefined {
  const shown = shownEvents(state);
  return shown.find((event) => keyOf(event) === state.selected) ?? shown.at(-1);
}

/** What becomes of the view. */
export function nextState(state: LiveState, action: LiveAction): LiveState {
  switch (action.do) {
    case 'changed':
      return withEvent(state, action.event);
    case 'log':
      return { ...state, log: [...state.log, action.line].slice(-MOST_LOGGED) };
    case 'notice':
      return { ...state, notice: action.text };
    case 'body':
      return { ...state, body: { of: action.of, text: action.text } };
    case 'move':
      return moved(state, action.by);
    case 'follow':
      return { ...state, selected: undefined, mode: 'list', notice: undefined };
    case 'scroll':
      return { ...state, scrolled: Math.max(0, state.scrolled + action.by) };
    case 'mode':
      return { ...state, mode: action.mode, notice: undefined, selected: selectedFor(state, action.mode), scrolled: 0 };
    case 'filter':
      return { ...state, filter: action.text, selected: undefined };
    case 'header':
      return { ...state, header: state.header === 'closed' ? 'kept open' : 'closed' };
  }
}

function withEvent(state: LiveState, event: EventView): LiveState {
  const at = state.events.findLastIndex((other) => keyOf(other) === keyOf(event));
  const events = at === -1 ? [...state.events, event].slice(-MOST_EVENTS) : state.events.with(at, event);
  return { ...state, events, header: state.header === 'open' ? 'closed' : state.header };
}

/** From the newest on down the list is followed again. */
function moved(state: LiveState, by: number): LiveState {
  const shown = shownEvents(state);
  const last = shown.length - 1;
  if (last < 0) return state;
  const found = shown.findIndex((event) => keyOf(event) === state.selected);
  const to = Math.max(0, (found === -1 ? last : found) + by);
  const event = shown[to];
  const isFollowing = state.mode === 'list' && (event === undefined || to > last);
  return {
    ...state,
    notice: undefined,
    selected: isFollowing ? undefined : keyOf(event ?? (shown[last] as EventView)),
  };
}

/** What is read, or asked about, stays where it is while others come in. */
function selectedFor(state: LiveState, mode: LiveState['mode']): string | undefined {
  if (mode !== 'details' && mode !== 'replay') return state.selected;
  const event = eventLookedAt(state);
  return event && keyOf(event);
}

/** Which of some rows are to be seen: as many as there is room for, with the one at `at` among them. */
export function windowOf(count: number, at: number, room: number): { readonly from: number; readonly to: number } {
  const from = Math.max(0, Math.min(count - room, at - Math.floor(room / 2)));
  return { from, to: Math.min(count, from + room) };
}
