import { sameText } from '../../core/same-text.ts';

/** What of a request decides whether the console answers it. */
export interface Knock {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The port that the server listens on. */
  readonly port: number;
}

/** `enter`: the token is in the URL, and from now on in a cookie. `not-here`: as if there were no console. */
export type Verdict = 'let-in' | 'enter' | 'no-token' | 'foreign' | 'not-here';

/** Cookies do not know ports: each run has a name of its own. */
export const cookieName = (port: number) => `breakwater-console-${port}`;

/** Whatever stands between browser and server adds one of these: a tunnel, a proxy, a CDN. */
const ADDED_ON_THE_WAY =
  /^(?:forwarded|via|x-forwarded-|x-real-ip$|x-original-|cf-|cdn-|ngrok-|tailscale-|true-client-ip$)/i;

/**
 * Whether a request may see the console: it comes from a browser on this machine, straight to this server by an address
 * of this machine (no tunnel, no name that an attacker has pointed here), from no other site, and it knows the token.
 */
export function judge({ method, url, headers, port }: Knock, token: string): Verdict {
  const host = String(headers.host ?? '').toLowerCase();
  if (!['127.0.0.1', 'localhost'].some((name) => host === `${name}:${port}`)) return 'not-here';
  if (Object.keys(headers).some((name) => ADDED_ON_THE_WAY.test(name))) return 'not-here';
  const origin = headers.origin;
  if (origin !== undefined && origin !== `http://${host}`) return 'foreign';
  if (method !== 'GET' && origin === undefined) return 'foreign';
  const { pathname, searchParams } = new URL(url, 'http://localhost');
  const given = searchParams.get('token');
  const isPage = method === 'GET' && pathname === '/';
  if (isPage && given !== null) return sameText(given, token) ? 'enter' : 'no-token';
  const site = headers['sec-fetch-site'];
  // A page is navigated to from anywhere; whatever else is asked for, the console's own page asks.
  if (!isPage && site !== undefined && site !== 'same-origin' && site !== 'none') return 'foreign';
  const shown = cookieOf(String(headers.cookie ?? ''), cookieName(port));
  return shown !== undefined && sameText(shown, token) ? 'let-in' : 'no-token';
}

function cookieOf(header: string, name: string): string | undefined {
  const pairs = header.split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}
