import type { Key } from 'ink';
import { eventLookedAt, type LiveAction, type LiveState } from './live-state.ts';

/** What a key asks for: another view, or something to be done. */
export type Intent =
  | LiveAction
  | { readonly do: 'quit' }
  | { readonly do: 'open console' }
  | { readonly do: 'load body' }
  /** For the processor of this place among those of the event; for all of them without one. */
  | { readonly do: 'replay'; readonly at?: number | undefined };

type Pressed = Partial<
  Pick<Key, 'upArrow' | 'downArrow' | 'pageUp' | 'pageDown' | 'end' | 'return' | 'escape' | 'ctrl'>
> &
  Partial<Pick<Key, 'backspace' | 'delete'>>;

const PAGE = 10;

/** What a key means in the state that the view is in. */
export function intentsOf(state: LiveState, input: string, key: Pressed): readonly Intent[] {
  if (key.ctrl && input === 'c') return [{ do: 'quit' }];
  if (state.mode === 'filter') return filterIntents(state, input, key);
  if (state.mode === 'replay') return replayIntents(state, input, key);
  const move = movement(input, key);
  const isDetails = state.mode === 'details';
  if (isDetails && Math.abs(move) === PAGE) return [{ do: 'scroll', by: move }];
  if (move !== 0) return [{ do: 'move', by: move }, ...(isDetails ? [{ do: 'load body' } as const] : [])];
  if (input === 'q') return [{ do: 'quit' }];
  if (key.escape) return [isDetails ? { do: 'mode', mode: 'list' } : { do: 'follow' }];
  if (key.end || input === 'G') return [{ do: 'follow' }];
  if (input === '/') return [{ do: 'mode', mode: 'filter' }];
  if (input === 'i') return [{ do: 'header' }];
  return eventLookedAt(state) ? eventIntents(isDetails, input, key) : [];
}

function eventIntents(isDetails: boolean, input: string, key: Pressed): readonly Intent[] {
  if (key.return || input === 'd')
    return isDetails ? [{ do: 'mode', mode: 'list' }] : [{ do: 'mode', mode: 'details' }, { do: 'load body' }];
  if (input === 'r') return [{ do: 'mode', mode: 'replay' }];
  return input === 'o' ? [{ do: 'open console' }] : [];
}

function movement(input: string, key: Pressed): number {
  if (key.upArrow || input === 'k') return -1;
  if (key.downArrow || input === 'j') return 1;
  if (key.pageUp) return -PAGE;
  return key.pageDown ? PAGE : 0;
}

function filterIntents({ filter }: LiveState, input: string, key: Pressed): readonly Intent[] {
  if (key.return) return [{ do: 'mode', mode: 'list' }];
  if (key.escape)
    return [
      { do: 'filter', text: '' },
      { do: 'mode', mode: 'list' },
    ];
  if (key.backspace || key.delete) return [{ do: 'filter', text: filter.slice(0, -1) }];
  return input === '' || key.ctrl ? [] : [{ do: 'filter', text: filter + input }];
}

/** Only what says so lets anything run again. */
function replayIntents(state: LiveState, input: string, _key: Pressed): readonly Intent[] {
  const names = Object.keys(eventLookedAt(state)?.processors ?? {});
  const back: Intent = { do: 'mode', mode: 'list' };
  if (input === 'y') return [back, { do: 'replay' }];
  const at = Number(input) - 1;
  return /^[1-9]$/.test(input) && at < names.length ? [back, { do: 'replay', at }] : [back];
}
