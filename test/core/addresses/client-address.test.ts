import fc from 'fast-check';
import { formatAddress } from '../../../core/addresses/address.ts';
import { rangeOf } from '../../../core/addresses/address-range.ts';
import { clientAddress, type Hops } from '../../../core/addresses/client-address.ts';

const behind = { proxies: [rangeOf('198.51.100.0/24'), rangeOf('2001:db8:ffff::/48')], header: 'x-forwarded-for' };

function addressOf(hops: Hops, forwardedFor?: string, trusted: typeof behind | undefined = behind) {
  const headers = forwardedFor === undefined ? {} : { 'x-forwarded-for': forwardedFor };
  const address = clientAddress(hops, headers, trusted);
  return address && formatAddress(address);
}

test('is that of the connection, whatever any header says', () => {
  const headers = {
    'x-forwarded-for': '192.30.252.1',
    'x-real-ip': '192.30.252.1',
    forwarded: 'for=192.30.252.1',
    'cf-connecting-ip': '192.30.252.1',
    'x-breakwater-viewer': '192.30.252.1',
  };
  const address = clientAddress({ connection: '203.0.113.9' }, headers);
  expect(address && formatAddress(address)).toBe('203.0.113.9');
});

test('is that which the CDN saw, when the request came through it', () => {
  expect(addressOf({ connection: '130.176.0.1', viewer: '2001:db8::9' }, '192.30.252.1', undefined)).toBe(
    '2001:db8::9',
  );
});

test.each([
  ['what one proxy saw', '203.0.113.9', '203.0.113.9'],
  ['what stands at the right, not what the sender began with', '192.30.252.1, 203.0.113.9', '203.0.113.9'],
  ['the sender behind two proxies', '192.30.252.1, 203.0.113.9, 198.51.100.8', '203.0.113.9'],
  ['the sender, where API Gateway added the proxy', '192.30.252.1, 203.0.113.9, 198.51.100.7', '203.0.113.9'],
  ['that of a proxy that says nothing', undefined, '198.51.100.7'],
  ['that of a proxy, when there are only proxies', '198.51.100.9, 198.51.100.8', '198.51.100.9'],
  ['nobody’s, where the proxy’s word is none', '192.30.252.1, unknown', undefined],
  ['nobody’s, where the proxy’s word has a port', '192.30.252.1:443', undefined],
])('behind proxies it is %s', (_, forwardedFor, expected) => {
  expect(addressOf({ connection: '198.51.100.7' }, forwardedFor)).toBe(expected);
});

test('is that of a connection that comes from no proxy, though the header names one', () => {
  expect(addressOf({ connection: '203.0.113.9' }, '192.30.252.1, 198.51.100.7')).toBe('203.0.113.9');
});

test('goes on from the CDN to the proxies before it', () => {
  const hops = { connection: '130.176.0.1', viewer: '198.51.100.7' };
  expect(addressOf(hops, '192.30.252.1, 203.0.113.9, 198.51.100.7, 130.176.0.1')).toBe('203.0.113.9');
});

test('nothing that a sender writes makes it another than the one that the proxies saw', () => {
  const invented = fc.array(fc.oneof(fc.ipV4(), fc.ipV6(), fc.constant('198.51.100.7'), fc.string()), { maxLength: 5 });
  fc.assert(
    fc.property(invented, fc.boolean(), (items, doesGatewayAdd) => {
      const real = '203.0.113.9';
      const header = [...items, real, '198.51.100.8', ...(doesGatewayAdd ? ['198.51.100.7'] : [])].join(', ');
      expect(addressOf({ connection: '198.51.100.7' }, header)).toBe(real);
    }),
    { numRuns: 1000 },
  );
});
