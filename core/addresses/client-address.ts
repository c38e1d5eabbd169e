import { type Address, isSameAddress, parseAddress } from './address.ts';
import { type AddressRange, isWithin } from './address-range.ts';

/** How a request came to us. */
export interface Hops {
  /** The address at the other end of the connection, as API Gateway saw it. */
  readonly connection: string;
  /** The address that the CDN of the stack saw, when the request came through it for certain. */
  readonly viewer?: string | undefined;
}

/** The proxies that may say where a request came from, and the header in which they do. */
export interface Behind {
  readonly proxies: readonly AddressRange[];
  /** In lower case. Each proxy adds the address it saw at the end, after a comma. */
  readonly header: string;
}

/**
 * The address that a request really came from. A header is believed only as far as proxies that are trusted have written
 * it: from its right end, and no further than the first address that is none of theirs. What stands left of that may be
 * anybody's invention.
 * @returns `undefined` when there is no such address
 */
export function clientAddress(
  { connection, viewer }: Hops,
  headers: Readonly<Record<string, string>>,
  behind?: Behind,
): Address | undefined {
  const seen = [connection, ...(viewer === undefined ? [] : [viewer])].map(parseAddress);
  let address = seen.at(-1);
  if (!behind) return address;
  const listed = (headers[behind.header] ?? '')
    .split(',')
    .flatMap((item) => (item.trim() ? [parseAddress(item.trim())] : []));
  // API Gateway and the CDN may have added what they saw, which is known already.
  for (const known of seen) if (isSame(listed.at(-1), known)) listed.pop();
  while (address && isWithin(address, behind.proxies) && listed.length > 0) address = listed.pop();
  return address;
}

const isSame = (left: Address | undefined, right: Address | undefined) =>
  left !== undefined && right !== undefined && isSameAddress(left, right);
