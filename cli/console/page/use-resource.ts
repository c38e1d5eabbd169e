import { useCallback, useEffect, useRef, useState } from 'preact/hooks';

/** Something that comes from the server. While it is loaded anew, what was there stays. */
export interface Resource<Value> {
  readonly value: Value | undefined;
  readonly error: string | undefined;
  readonly isLoading: boolean;
  readonly reload: () => void;
}

/**
 * Loads something, and again whenever one of the dependencies changes.
 * @param load - undefined where there is nothing to load
 */
export function useResource<Value>(
  load: ((signal: AbortSignal) => Promise<Value>) | undefined,
  dependencies: readonly unknown[],
): Resource<Value> {
  const [state, setState] = useState<Omit<Resource<Value>, 'reload'>>({
    value: undefined,
    error: undefined,
    isLoading: true,
  });
  const [round, setRound] = useState(0);
  const latest = useRef(load);
  latest.current = load;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the caller says what it depends on
  useEffect(() => {
    const aborter = new AbortController();
    setState((before) => ({ ...before, isLoading: true }));
    latest.current?.(aborter.signal).then(
      (value) => !aborter.signal.aborted && setState({ value, error: undefined, isLoading: false }),
      (error: Error) =>
        !aborter.signal.aborted && setState((before) => ({ ...before, error: error.message, isLoading: false })),
    );
    return () => aborter.abort();
  }, [...dependencies, round]);
  const reload = useCallback(() => setRound((before) => before + 1), []);
  return { ...state, reload };
}
