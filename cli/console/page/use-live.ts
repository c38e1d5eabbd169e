import { useEffect, useState } from 'preact/hooks';

/** Whether the server tells what is new, and a number that goes up whenever it does. */
export interface Live {
  readonly isConnected: boolean;
  readonly tick: number;
}

/** Listens to the server for as long as the page is open. */
export function useLive(): Live {
  const [live, setLive] = useState<Live>({ isConnected: false, tick: 0 });
  useEffect(() => {
    const source = new EventSource('/console/live');
    const next = (isConnected: boolean) => setLive(({ tick }) => ({ isConnected, tick: tick + 1 }));
    source.addEventListener('open', () => next(true));
    source.addEventListener('changed', () => next(true));
    source.addEventListener('error', () => setLive(({ tick }) => ({ isConnected: false, tick })));
    return () => source.close();
  }, []);
  return live;
}
