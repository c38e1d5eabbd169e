import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { EventPage, EventRow } from '../api.ts';
import { get } from './server.ts';

/** What the list shows: filters by name. */
export type Filters = Readonly<Record<string, string>>;

export interface EventPages {
  /** The row of an index; undefined while it is on its way. */
  readonly rowAt: (index: number) => EventRow | undefined;
  readonly page: Omit<EventPage, 'rows'> | undefined;
  readonly error: string | undefined;
  /** Which rows are seen, so that they are loaded. */
  readonly seen: (first: number, last: number) => void;
}

const PAGE = 100;

/**
 * The rows of the list, a page at a time and only those that are seen.
 * @param tick - goes up when there is something new: what is seen is loaded again
 */
export function useEventPages(filters: Filters, tick: number): EventPages {
  const rows = useRef(new Map<number, EventRow>());
  const range = useRef({ first: 0, last: PAGE });
  const asked = useRef(new Set<number>());
  const [state, setState] = useState<Pick<EventPages, 'page' | 'error'> & { readonly version: number }>({
    page: undefined,
    error: undefined,
    version: 0,
  });
  const name = JSON.stringify(filters);
  const current = useRef(name);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the name says everything of the filters
  const load = useCallback(
    async (start: number) => {
      if (asked.current.has(start)) return;
      asked.current.add(start);
      try {
        const { rows: found, ...page } = await get<EventPage>('events', { ...filters, offset: start, limit: PAGE });
        if (current.current !== name) return;
        for (let index = start; index < start + PAGE; index++) rows.current.delete(index);
        for (const [index, row] of found.entries()) rows.current.set(start + index, row);
        setState(({ version }) => ({ page, error: undefined, version: version + 1 }));
      } catch (error) {
        if (current.current === name)
          setState((before) => ({ ...before, error: error instanceof Error ? error.message : String(error) }));
      } finally {
        asked.current.delete(start);
      }
    },
    [name],
  );
  const loadSeen = useCallback(
    (isAgain: boolean) => {
      const { first, last } = range.current;
      for (let start = Math.floor(first / PAGE) * PAGE; start < Math.max(last, 1); start += PAGE)
        if (isAgain || !rows.current.has(start)) void load(start);
    },
    [load],
  );
  useEffect(() => {
    current.current = name;
    rows.current.clear();
    asked.current.clear();
    range.current = { first: 0, last: PAGE };
  }, [name]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each tick loads again
  useEffect(() => loadSeen(true), [tick, loadSeen]);
  const seen = useCallback(
    (first: number, last: number) => {
      range.current = { first, last };
      loadSeen(false);
    },
    [loadSeen],
  );
  return { ...state, rowAt: (index) => rows.current.get(index), seen };
}
