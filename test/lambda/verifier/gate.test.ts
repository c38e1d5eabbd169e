import { parseWebhooks } from '../../../core/index.ts';
import { gate } from '../../../lambda/verifier/gate.ts';
import { type HttpEvent, readHttpEvent } from '../../../lambda/verifier/http-event.ts';

const KEY = 'the-key-between-the-cdn-and-the-verifier';
const NEXT_KEY = 'the-key-that-the-cdn-will-show-next';
const HOOK = '192.30.252.1';
const STRANGER = '203.0.113.9';

const { sources } = parseWebhooks({
  sources: {
    github: { allowAddresses: 'published' },
    stripe: {},
    proxied: { provider: 'github', allowAddresses: { from: 'published', behind: { proxies: ['198.51.100.7'] } } },
  },
});

interface Request {
  readonly source?: keyof typeof sources;
  readonly from: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly originKey?: string | undefined;
  readonly isRest?: boolean;
}

/** What the gate says of a request as API Gateway hands it over. */
function judge({ source: name = 'github', from, headers = {}, originKey, isRest = false }: Request, hasCdn = false) {
  const source = sources[name];
  if (!source) throw new Error(`there is no source ${name}`);
  const event: HttpEvent = {
    headers,
    requestContext: {
      requestId: 'r-1',
      ...(isRest ? { identity: { sourceIp: from } } : { http: { method: 'POST', sourceIp: from } }),
    },
  };
  const { hops, delivery } = readHttpEvent(event, 'https://hooks.example.com', originKey ? [originKey, NEXT_KEY] : []);
  return gate({ hasCdn })(source, hops, delivery.headers);
}

test.each([false, true])('lets in what the provider publishes, and nobody else (REST API: %s)', (isRest) => {
  expect(judge({ from: HOOK, isRest })).toBeUndefined();
  expect(judge({ from: '2a0a:a440::1', isRest })).toBeUndefined();
  expect(judge({ from: STRANGER, isRest })).toEqual({ cause: 'blocked-address', address: STRANGER });
});

test('lets everybody in where the source has no list', () => {
  expect(judge({ source: 'stripe', from: STRANGER })).toBeUndefined();
});

test.each(['X-Forwarded-For', 'x-real-ip', 'Forwarded', 'x-breakwater-viewer', 'True-Client-IP'])(
  'does not believe %s',
  (name) => {
    expect(judge({ from: STRANGER, headers: { [name]: HOOK } })).toMatchObject({ cause: 'blocked-address' });
  },
);

test('believes a proxy, as far as the proxy has written it, and nobody who says to be behind one', () => {
  const headers = { 'x-forwarded-for': `${STRANGER}, ${HOOK}` };
  expect(judge({ source: 'proxied', from: '198.51.100.7', headers })).toBeUndefined();
  const spoofed = { 'x-forwarded-for': `${HOOK}, ${STRANGER}` };
  expect(judge({ source: 'proxied', from: '198.51.100.7', headers: spoofed })).toMatchObject({ address: STRANGER });
  expect(judge({ source: 'proxied', from: STRANGER, headers })).toMatchObject({ address: STRANGER });
});

test('lets a local run be, but nobody who only says to be one', () => {
  expect(judge({ from: '127.0.0.1' })).toBeUndefined();
  const headers = { 'x-forwarded-for': '127.0.0.1' };
  expect(judge({ source: 'proxied', from: '198.51.100.7', headers })).toMatchObject({ cause: 'blocked-address' });
});

test('blocks what has no address', () => {
  expect(judge({ from: 'test-invoke-source-ip' })).toEqual({ cause: 'blocked-address', address: 'unknown' });
});

describe('with a CDN', () => {
  const through = (viewer: string) => ({ 'X-Breakwater-Origin-Key': KEY, 'X-Breakwater-Viewer': viewer });

  test('goes by the address that the CDN saw', () => {
    const request = { from: '130.176.0.1', originKey: KEY };
    expect(judge({ ...request, headers: through(HOOK) }, true)).toBeUndefined();
    expect(judge({ ...request, headers: through(STRANGER) }, true)).toMatchObject({ address: STRANGER });
  });

  test('knows the next key already, so that the CDN may go over to it', () => {
    const headers = { ...through(HOOK), 'X-Breakwater-Origin-Key': NEXT_KEY };
    expect(judge({ from: '130.176.0.1', headers, originKey: KEY }, true)).toBeUndefined();
  });

  test.each([
    ['no key', {}],
    ['both keys', { 'x-breakwater-origin-key': `${KEY} ${NEXT_KEY}`, 'x-breakwater-viewer': HOOK }],
    ['another key', { 'x-breakwater-origin-key': `${KEY}x`, 'x-breakwater-viewer': HOOK }],
    ['an empty key', { 'x-breakwater-origin-key': '', 'x-breakwater-viewer': HOOK }],
  ])('turns back who goes round it with %s, whatever the source', (_, headers) => {
    for (const source of ['github', 'stripe'])
      expect(judge({ source, from: HOOK, headers, originKey: KEY }, true)).toEqual({
        cause: 'past-the-cdn',
        address: HOOK,
      });
  });

  test('goes by the connection of who may go round it', () => {
    expect(judge({ from: HOOK, originKey: KEY })).toBeUndefined();
    const headers = { 'x-breakwater-viewer': HOOK };
    expect(judge({ from: STRANGER, headers, originKey: KEY })).toMatchObject({ address: STRANGER });
  });
});

test('what the CDN says is seen by nobody after the gate, so that the key is kept nowhere', () => {
  const headers = { 'X-Breakwater-Origin-Key': KEY, 'X-Breakwater-Viewer': HOOK, 'X-Other': '1' };
  const event = { headers, requestContext: { requestId: 'r-1' } };
  expect(readHttpEvent(event, 'https://hooks.example.com').delivery.headers).toEqual({ 'x-other': '1' });
});
