import type { IncomingMessage } from 'node:http';

/** What proxies and tunnels add, and no browser or command on this machine does. */
const ADDED_ON_THE_WAY = ['x-forwarded-for', 'x-forwarded-host', 'forwarded', 'cf-connecting-ip'];

/**
 * Whether a request came by another name than this machine's own, as through a tunnel, or from a page that had its name
 * point here: https://en.wikipedia.org/wiki/DNS_rebinding
 */
export function isFromElsewhere({ headers }: Pick<IncomingMessage, 'headers'>): boolean {
  const name = (headers.host ?? '').replace(/:\d+$/, '').toLowerCase();
  const isOwn = name === '127.0.0.1' || name === '[::1]' || name === 'localhost' || name.endsWith('.localhost');
  return !isOwn || ADDED_ON_THE_WAY.some((header) => headers[header] !== undefined);
}
