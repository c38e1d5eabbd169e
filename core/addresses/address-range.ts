import { type Address, formatAddress, parseAddress } from './address.ts';

/** Addresses that begin with the same bits. */
export interface AddressRange {
  readonly bits: Address['bits'];
  readonly first: bigint;
  readonly last: bigint;
}

export type ReadRange =
  | { readonly ok: true; readonly range: AddressRange; readonly prefix: number }
  /** What is wrong with it, as the end of a sentence. */
  | { readonly ok: false; readonly problem: string };

/** Reads a range in CIDR notation, such as `192.0.2.0/24` or `2001:db8::/32`; an address alone is a range of one. */
export function readRange(text: string): ReadRange {
  const [head = '', tail, ...more] = text.split('/');
  const address = parseAddress(head);
  if (!address || more.length > 0)
    return { ok: false, problem: 'it has to be an IPv4 or IPv6 range, such as 192.0.2.0/24 or 2001:db8::/32' };
  const { bits, value } = address;
  const prefix = tail === undefined ? bits : Number(tail);
  if (tail !== undefined && (!/^\d{1,3}$/.test(tail) || prefix > bits))
    return { ok: false, problem: `allowed after the slash: whole numbers from 0 to ${bits}` };
  const size = 1n << BigInt(bits - prefix);
  const first = value - (value % size);
  if (first !== value)
    return {
      ok: false,
      problem: `the address has bits after the first ${prefix}: its range is ${formatAddress({ bits, value: first })}/${prefix}`,
    };
  return { ok: true, prefix, range: { bits, first, last: first + size - 1n } };
}

/** The range; one that was checked before. */
export function rangeOf(text: string): AddressRange {
  const read = readRange(text);
  if (!read.ok) throw new Error(`the range ${text} is not one: ${read.problem}`);
  return read.range;
}

/** Whether an address lies in one of the ranges. */
export const isWithin = ({ bits, value }: Address, ranges: readonly AddressRange[]) =>
  ranges.some((range) => range.bits === bits && range.first <= value && value <= range.last);
