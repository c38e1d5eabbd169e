import type { EventContent, EventView } from '../api.ts';

/** As a shell takes it. */
const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;

/** The names of headers that curl makes itself. */
const OWN = /^(?:host|content-length|connection|accept-encoding|x-forwarded-|transfer-encoding)/i;

/**
 * The command that sends the body of an event again.
 * @param url - that of its source
 */
export function curlCommand(url: string, { contentType, request }: EventContent, text: string): string {
  const headers = request?.headers.filter(([name]) => !OWN.test(name)) ?? [['content-type', contentType] as const];
  const hidden = headers.some(([, value]) => value === '[redacted]');
  return [
    ...(hidden ? ['# Signatures and credentials are not kept: put them in, or use "breakwater trigger".'] : []),
    `curl -X ${request?.method ?? 'POST'} ${quoted(url)} \\`,
    ...headers.map(([name, value]) => `  -H ${quoted(`${name}: ${value}`)} \\`),
    `  --data-binary ${quoted(text)}`,
  ].join('\n');
}

/** The command that sends the body again, signed anew. */
export const triggerCommand = ({ source, tenant, type }: Pick<EventView, 'source' | 'tenant' | 'type'>) =>
  `breakwater trigger ${source} ${quoted(type)} --payload body.json${tenant === undefined ? '' : ` --tenant ${tenant}`}`;
