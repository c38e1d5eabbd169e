/** An IP address as a number. An IPv4 address that is written as an IPv6 one (`::ffff:192.0.2.1`) is an IPv4 address. */
export interface Address {
  /** How many bits it has: 32 for IPv4, 128 for IPv6. */
  readonly bits: 32 | 128;
  readonly value: bigint;
}

/** The IPv4 addresses within IPv6: https://www.rfc-editor.org/rfc/rfc4291#section-2.5.5.2 */
const MAPPED = 0xffffn;

/** Reads an address; `undefined` when the text is none. A zone (`%eth0`), a port or brackets are no part of an address. */
export function parseAddress(text: string): Address | undefined {
  const four = parseFour(text);
  if (four !== undefined) return { bits: 32, value: four };
  const six = parseSix(text);
  if (six === undefined) return undefined;
  return six >> 32n === MAPPED ? { bits: 32, value: six & 0xffffffffn } : { bits: 128, value: six };
}

/** An address as people write it; of an IPv6 address one run of zeros is left out. */
export function formatAddress({ bits, value }: Address): string {
  if (bits === 32) return groupsIn(value, 8n, 4).join('.');
  const groups = groupsIn(value, 16n, 8).map((group) => group.toString(16));
  return groups.join(':').replace(/(?:^|:)0(?::0)+(?::|$)/, '::');
}

const groupsIn = (value: bigint, size: bigint, count: number) =>
  Array.from({ length: count }, (_, index) =>
    Number((value >> (size * BigInt(count - 1 - index))) & ((1n << size) - 1n)),
  );

export const isSameAddress = (left: Address, right: Address) => left.bits === right.bits && left.value === right.value;

/** Whether a machine talks to itself: nobody reaches AWS from there. */
export const isLoopback = ({ bits, value }: Address) => (bits === 32 ? value >> 24n === 127n : value === 1n);

/** A leading zero is refused: some read what follows as octal. */
const OCTET = /^(?:0|[1-9]\d{0,2})$/;

function parseFour(text: string): bigint | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => OCTET.test(part) && Number(part) <= 255)) return undefined;
  return parts.reduce((value, part) => (value << 8n) | BigInt(part), 0n);
}

const GROUP = /^[0-9a-f]{1,4}$/i;
const GROUPS = 8;

function parseSix(text: string): bigint | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [head, tail] = halves.map((half, index) => groupsOf(half, index === halves.length - 1));
  if (!head) return undefined;
  if (halves.length === 1) return head.length === GROUPS ? join(head) : undefined;
  // The two colons stand for one group at least.
  if (!tail || head.length + tail.length >= GROUPS) return undefined;
  return join([...head, ...Array<bigint>(GROUPS - head.length - tail.length).fill(0n), ...tail]);
}

/** The last two groups may be written as an IPv4 address. */
function groupsOf(half: string, isLast: boolean): bigint[] | undefined {
  if (half === '') return [];
  const parts = half.split(':');
  const four = isLast && parts.at(-1)?.includes('.') ? parseFour(parts.pop() ?? '') : null;
  if (four === undefined || !parts.every((part) => GROUP.test(part))) return undefined;
  const groups = parts.map((part) => BigInt(`0x${part}`));
  return four === null ? groups : [...groups, four >> 16n, four & 0xffffn];
}

const join = (groups: readonly bigint[]) => groups.reduce((value, group) => (value << 16n) | group, 0n);
