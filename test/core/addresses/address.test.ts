import { BlockList, isIP, isIPv4 } from 'node:net';
import fc from 'fast-check';
import { type Address, formatAddress, isLoopback, parseAddress } from '../../../core/addresses/address.ts';
import { isWithin, rangeOf, readRange } from '../../../core/addresses/address-range.ts';

/** Texts that are nearly addresses, besides addresses. */
const nearly = fc.oneof(
  fc.ipV4(),
  fc.ipV6(),
  fc.ipV6().map((text) => text.toUpperCase()),
  fc.tuple(fc.ipV6(), fc.constantFrom(':', '::', '.1', '%eth0', '/64', '0', ' ')).map(([text, end]) => text + end),
  fc.string({ unit: fc.constantFrom('0', '1', 'f', ':', '.', '25'), maxLength: 24 }),
  fc.ipV4().map((text) => `::ffff:${text}`),
);

/** What Node takes for an address with a zone is one of a link, which nobody on the internet has. */
const isAddress = (text: string) => isIP(text) !== 0 && !text.includes('%');

test('takes exactly what is an address', () => {
  fc.assert(
    fc.property(nearly, (text) => {
      expect(parseAddress(text) !== undefined).toBe(isAddress(text));
    }),
    { numRuns: 2000 },
  );
});

test('writes an address so that it is read as the same', () => {
  fc.assert(
    fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), (text) => {
      const address = parseAddress(text);
      expect(address && parseAddress(formatAddress(address))).toEqual(address);
    }),
    { numRuns: 1000 },
  );
});

test.each([
  ['2001:0DB8:0:0:0:0:0:1', '2001:db8::1'],
  ['::', '::'],
  ['fe80::', 'fe80::'],
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['::ffff:c000:201', '192.0.2.1'],
  ['64:ff9b::192.0.2.33', '64:ff9b::c000:221'],
])('%s is %s', (text, written) => {
  const address = parseAddress(text);
  expect(address && formatAddress(address)).toBe(written);
});

test.each([
  '192.0.2.01',
  '192.0.2',
  '192.0.2.256',
  '0x7f.0.0.1',
  '2130706433',
  '[::1]',
  '1.2.3.4:80',
  ' ::1',
  '',
  'unknown',
])('%j is no address', (text) => {
  expect(parseAddress(text)).toBeUndefined();
});

test.each([
  ['127.0.0.1', true],
  ['127.255.0.9', true],
  ['::1', true],
  ['::ffff:127.0.0.1', true],
  ['128.0.0.1', false],
  ['::2', false],
])('%s is this machine: %s', (text, expected) => {
  expect(isLoopback(parseAddress(text) as Address)).toBe(expected);
});

/** An address, and a range of the same kind. */
const addressAndRange = fc.boolean().chain((isFour) => {
  const address = isFour ? fc.ipV4() : fc.ipV6();
  return fc.tuple(address, address, fc.integer({ min: 0, max: isFour ? 32 : 128 }), fc.boolean());
});

test('knows what lies in a range, as Node does', () => {
  fc.assert(
    fc.property(addressAndRange, ([one, other, prefix, isNear]) => {
      const base = isNear ? one : other;
      const read = readRange(`${base}/${prefix}`);
      // What a range with bits after its prefix should have been is in the sentence.
      const text = read.ok ? `${base}/${prefix}` : (/its range is (\S+)$/.exec(read.problem)?.[1] ?? '');
      const address = parseAddress(one);
      if (!address || (address.bits === 32) !== isIPv4(one)) return;
      const list = new BlockList();
      list.addSubnet(base, prefix, isIPv4(base) ? 'ipv4' : 'ipv6');
      expect(isWithin(address, [rangeOf(text)])).toBe(list.check(one, isIPv4(one) ? 'ipv4' : 'ipv6'));
    }),
    { numRuns: 1000 },
  );
});

test('an address alone is a range of one', () => {
  const ranges = [rangeOf('192.0.2.7'), rangeOf('2001:db8::7')];
  expect(
    ['192.0.2.7', '192.0.2.8', '2001:db8::7', '2001:db8::8'].map((text) =>
      isWithin(parseAddress(text) as Address, ranges),
    ),
  ).toEqual([true, false, true, false]);
});

test.each([
  ['192.0.2.7/24', 'its range is 192.0.2.0/24'],
  ['2001:db8::7/32', 'its range is 2001:db8::/32'],
  ['192.0.2.0/33', 'from 0 to 32'],
  ['::/129', 'from 0 to 128'],
  ['192.0.2.0/', 'from 0 to 32'],
  ['192.0.2.0/1e1', 'from 0 to 32'],
  ['192.0.2.0/24/24', 'such as 192.0.2.0/24'],
  ['example.com', 'such as 192.0.2.0/24'],
])('%s is refused as a range', (text, sentence) => {
  expect(readRange(text)).toEqual({ ok: false, problem: expect.stringContaining(sentence) });
});

test('a mapped address does not slip past a list of IPv4 ranges, or into one of IPv6 ranges', () => {
  const mapped = parseAddress('::ffff:192.0.2.7') as Address;
  expect([isWithin(mapped, [rangeOf('192.0.2.0/24')]), isWithin(mapped, [rangeOf('::/0')])]).toEqual([true, false]);
});
