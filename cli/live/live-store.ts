import { FIRST_STATE, type LiveAction, type LiveState, nextState } from './live-state.ts';

/** The state of a live view, and who wants to hear of it. */
export interface LiveStore {
  readonly read: () => LiveState;
  readonly dispatch: (action: LiveAction) => void;
  /** Returns what ends it. */
  readonly subscribe: (heard: () => void) => () => void;
}

export function createLiveStore(): LiveStore {
  let state = FIRST_STATE;
  const listeners = new Set<() => void>();
  return {
    read: () => state,
    dispatch(action) {
      state = nextState(state, action);
      for (const heard of listeners) heard();
    },
    subscribe(heard) {
      listeners.add(heard);
      return () => listeners.delete(heard);
    },
  };
}
