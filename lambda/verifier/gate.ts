import { formatAddress, isLoopback, parseAddress } from '../../core/addresses/address.ts';
import { type AddressRange, isWithin, rangeOf } from '../../core/addresses/address-range.ts';
import { type Behind, clientAddress, type Hops } from '../../core/addresses/client-address.ts';
import type { Source } from '../../core/configuration.ts';

/** Why a request is not looked at; for the log, and for nobody else. */
export interface Blocked {
  readonly cause: 'blocked-address' | 'past-the-cdn';
  /** Where it came from, as far as that is known for certain. */
  readonly address: string;
}

/** Tells whether a request has to stay outside. It asks nobody, so that a flood costs nothing. */
export type Gate = (
  source: Source,
  hops: Hops | undefined,
  headers: Readonly<Record<string, string>>,
) => Blocked | undefined;

interface Rule {
  readonly ranges: readonly AddressRange[];
  readonly behind?: Behind | undefined;
}

/**
 * Makes the gate.
 * @param hasCdn - whether a request has to come through the stack's CDN
 */
export function gate({ hasCdn }: { readonly hasCdn: boolean }): Gate {
  const rules = new Map<string, Rule>();
  return (source, hops = { connection: '' }, headers) => {
    if (hasCdn && hops.viewer === undefined) return { cause: 'past-the-cdn', address: hops.connection };
    if (!source.allowAddresses) return undefined;
    const rule = rules.get(source.name) ?? ruleOf(source.allowAddresses);
    rules.set(source.name, rule);
    const address = clientAddress(hops, headers, rule.behind);
    if (address && isWithin(address, rule.ranges)) return undefined;
    // Nobody reaches API Gateway from its own machine: this is a local run.
    const connection = parseAddress(hops.connection);
    if (address && isLoopback(address) && connection && isLoopback(connection)) return undefined;
    return { cause: 'blocked-address', address: address ? formatAddress(address) : 'unknown' };
  };
}

const ruleOf = ({ ranges, behind }: NonNullable<Source['allowAddresses']>): Rule => ({
  ranges: ranges.map(rangeOf),
  ...(behind && { behind: { header: behind.header, proxies: behind.proxies.map(rangeOf) } }),
});
