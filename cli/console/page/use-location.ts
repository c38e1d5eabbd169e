import { useEffect, useState } from 'preact/hooks';

/** Where the page is: `#/events/stripe/evt_1?status=failed` is screen, rest and parameters. */
export interface PageLocation {
  readonly screen: string;
  readonly rest: readonly string[];
  readonly parameters: URLSearchParams;
}

const read = (): PageLocation => {
  const [path = '', query = ''] = window.location.hash.replace(/^#\/?/, '').split('?');
  const [screen = '', ...rest] = path.split('/').map(decodeURIComponent);
  return { screen: screen || 'events', rest, parameters: new URLSearchParams(query) };
};

/** The link to a place in the page. */
export function hashOf(path: readonly string[], parameters: Readonly<Record<string, string>> = {}): string {
  const given = Object.entries(parameters).filter(([, value]) => value !== '');
  const query = new URLSearchParams(given).toString();
  return `#/${path.map(encodeURIComponent).join('/')}${query ? `?${query}` : ''}`;
}

/** Goes to a place in the page. */
export function go(hash: string, how: 'push' | 'replace' = 'push'): void {
  if (how === 'push') window.location.hash = hash;
  else {
    window.history.replaceState(null, '', hash);
    window.dispatchEvent(new HashChangeEvent('hashchange'));
  }
}

/** Where the page is, and again whenever that changes. */
export function useLocation(): PageLocation {
  const [location, setLocation] = useState(read);
  useEffect(() => {
    const changed = () => setLocation(read());
    window.addEventListener('hashchange', changed);
    return () => window.removeEventListener('hashchange', changed);
  }, []);
  return location;
}
