import { providers } from '../../../core/providers/index.ts';
import { generatePair, publicKey, signWith } from '../../../core/signatures/public-key.ts';

const { scheme } = providers.truelayer;
const pair = generatePair('ES512');
const forger = generatePair('ES512');
const jwk = (secret: string) => ({ ...publicKey(secret, 'ES512')?.export({ format: 'jwk' }), kid: 'k-1' });
const OK = { ok: true, key: 0 };
const WRONG = { ok: false, cause: 'wrong-signature' };
const BODY = '{"event_id":"e-1"}';
const part = (value: string | Buffer) => Buffer.from(value).toString('base64url');

interface Scene {
  readonly header?: object;
  readonly content?: string;
  readonly key?: string;
  readonly url?: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly environment?: string;
}

/** What is said of a request signed as the scene says, while TrueLayer publishes its key and everybody else a forger's. */
async function verdictOn(scene: Scene = {}) {
  const { content = `POST /hooks/tl\n${BODY}`, key = pair.signWith, environment = 'sandbox' } = scene;
  const head = part(JSON.stringify({ alg: 'ES512', kid: 'k-1', tl_version: '2', ...scene.header }));
  const signature = signWith(key, 'ES512', Buffer.from(`${head}.${part(content)}`), 'ieee-p1363');
  const asked: string[] = [];
  const delivery = {
    method: scene.method ?? 'POST',
    url: scene.url ?? 'https://hooks.example.com/hooks/tl?a=1',
    headers: { ...scene.headers, 'tl-signature': `${head}..${part(signature)}` },
    body: Buffer.from(BODY),
  };
  const load = async ({ url }: { readonly url: string }) => {
    asked.push(url);
    return { status: 200, text: JSON.stringify({ keys: [jwk(url === KEYS ? pair.secret : forger.secret)] }) };
  };
  return { verdict: await scheme.verify(delivery, [], { now: 0, settings: { environment }, load }), asked };
}

const KEYS = 'https://webhooks.truelayer-sandbox.com/.well-known/jwks';

test('the key is looked for where the environment has its keys', async () => {
  expect(await verdictOn()).toEqual({ verdict: OK, asked: [KEYS] });
  expect(await verdictOn({ environment: 'production' })).toEqual({
    verdict: WRONG,
    asked: ['https://webhooks.truelayer.com/.well-known/jwks'],
  });
  expect(await verdictOn({ environment: 'constructor' })).toEqual({ verdict: WRONG, asked: [] });
});

test.each(['https://evil.io/jwks', `${KEYS}@evil.io`, 'http://webhooks.truelayer-sandbox.com/.well-known/jwks'])(
  'and not where the signature says: %s',
  async (jku) => {
    expect(await verdictOn({ header: { jku }, key: forger.signWith })).toEqual({ verdict: WRONG, asked: [KEYS] });
  },
);

test('a slash at the end of the path makes no difference; method, path and body do', async () => {
  expect((await verdictOn({ url: 'https://hooks.example.com/hooks/tl/' })).verdict).toEqual(OK);
  expect((await verdictOn({ url: 'https://hooks.example.com/hooks/other' })).verdict).toEqual(WRONG);
  expect((await verdictOn({ method: 'PUT' })).verdict).toEqual(WRONG);
  expect((await verdictOn({ content: 'POST /hooks/tl\n{}' })).verdict).toEqual(WRONG);
});

test('headers are signed in the order in which they are named, and none can be taken away', async () => {
  const header = { tl_headers: 'X-B,X-A' };
  const content = `POST /hooks/tl\nX-B: 2\nX-A: 1\n${BODY}`;
  expect((await verdictOn({ header, content, headers: { 'x-a': '1', 'x-b': '2' } })).verdict).toEqual(OK);
  expect((await verdictOn({ header, content, headers: { 'x-a': '1', 'x-b': '3' } })).verdict).toEqual(WRONG);
  expect((await verdictOn({ header, content, headers: { 'x-a': '1' } })).verdict).toEqual(WRONG);
});

test.each([
  { alg: 'none' },
  { alg: 'HS512' },
  { alg: 'ES256' },
  { tl_version: '1' },
  { tl_version: 2 },
  { kid: 'k-2' },
  { kid: undefined },
])('a signature that says %j is refused', async (header) => {
  expect((await verdictOn({ header })).verdict).toEqual(WRONG);
});

test('a header that asks for an extension is none', async () => {
  expect((await verdictOn({ header: { crit: ['b64'] } })).verdict).toEqual({ ok: false, cause: 'malformed-signature' });
});
