import type { IncomingMessage } from 'node:http';
import { ORIGIN_KEY_HEADER, VIEWER_HEADER } from '../../core/access.ts';

/** A request as it reaches API Gateway. */
export interface Received {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly httpVersion: string;
  /** Names as they were written, and values; a name may come more than once. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** The address at the other end of the connection. */
  readonly sourceIp: string;
}

/** Says which address a request is to be taken to come from: how address lists are tried out on one machine. */
export const FROM_HEADER = 'x-breakwater-from';

/** API Gateway ends the connection itself. */
const HOP_BY_HOP: ReadonlySet<string> = new Set(['connection', 'keep-alive', 'transfer-encoding', 'upgrade', 'te']);

/**
 * What becomes of a request on its way to API Gateway.
 * @param added - the headers that the template's CDN adds; absent where there is none
 */
export function receivedFrom(request: IncomingMessage, added?: Readonly<Record<string, string>>): Received {
  const { method = 'GET', url = '/', httpVersion, socket } = request;
  const pairs = pairsOf(request.rawHeaders);
  const from = pairs.find(([name]) => name.toLowerCase() === FROM_HEADER)?.[1];
  const peer = (socket.remoteAddress ?? '127.0.0.1').replace(/^::ffff:/, '');
  const sender = from ?? peer;
  const overwritten = added ? [ORIGIN_KEY_HEADER, VIEWER_HEADER] : [];
  const kept = pairs.filter(([name]) => ![FROM_HEADER, ...overwritten].includes(name.toLowerCase()));
  const front = added ? [...Object.entries(added), [VIEWER_HEADER, sender] as const] : [];
  const hops = added ? [sender, peer] : [sender];
  return {
    method,
    url,
    httpVersion,
    sourceIp: added ? peer : sender,
    headers: forwarded([...kept, ...front], hops, socket.localPort),
  };
}

/** CDN and gateway note whom they had the request from at the end of what the sender says of it. */
function forwarded(pairs: readonly (readonly [string, string])[], hops: readonly string[], port: number | undefined) {
  const said = pairs.filter(([name]) => name.toLowerCase() === 'x-forwarded-for').map(([, value]) => value);
  const others = pairs.filter(
    ([name]) => !HOP_BY_HOP.has(name.toLowerCase()) && name.toLowerCase() !== 'x-forwarded-for',
  );
  const has = (wanted: string) => others.some(([name]) => name.toLowerCase() === wanted);
  return [
    ...others,
    ['x-forwarded-for', [...said, ...hops].join(', ')] as const,
    ...(has('x-forwarded-proto') ? [] : [['x-forwarded-proto', 'http'] as const]),
    ...(has('x-forwarded-port') ? [] : [['x-forwarded-port', String(port ?? '')] as const]),
  ];
}

const pairsOf = (raw: readonly string[]): (readonly [string, string])[] =>
  raw.flatMap((name, index) => (index % 2 === 0 ? [[name, raw[index + 1] ?? ''] as const] : []));
