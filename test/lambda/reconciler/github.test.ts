import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import { describe as describeEvent } from '../../../core/describe.ts';
import { encodeEnvelope } from '../../../core/envelope.ts';
import { defineWebhooks } from '../../../core/index.ts';
import { fetchedFromProvider } from '../../../core/verify.ts';
import { appToken } from '../../../lambda/reconciler/providers/app-token.ts';
import { accept } from '../../../lambda/verifier/accept.ts';
import { type Engines, startEngines } from '../../protocol/engines.ts';
import { type GithubDouble, type KeptDelivery, nextId, startGithubDouble } from '../../reconciliation/github-double.ts';
import { reconcilerWorld, START } from '../../reconciliation/reconciler-world.ts';

const MINUTE = 60_000;
const SINCE = { since: START - 24 * 60 * MINUTE };
let engines: Engines;
let github: GithubDouble;
/** What becomes of a delivery that GitHub sends again. */
let onSend: (delivery: KeptDelivery) => Promise<number>;

beforeAll(async () => {
  engines = await startEngines();
});
afterAll(() => engines.stop());
beforeEach(async () => {
  github = await startGithubDouble({
    path: '/orgs/octo/hooks/7',
    token: 'ghp_1',
    send: (delivery) => onSend(delivery),
  });
});
afterEach(() => github.close());

async function world() {
  const webhooks = defineWebhooks({
    sources: { github: { reconcile: { organization: 'octo', hook: 7, api: github.url } } },
    processors: { work: { on: { github: ['push', 'issues.*'] } } },
  });
  const it = await reconcilerWorld(engines, { webhooks, source: 'github', credential: ' ghp_1\n' });
  /** The verifier, behind its signatures. */
  onSend = async ({ guid, event, payload }) => {
    const headers = { 'x-github-delivery': guid, 'x-github-event': event, 'content-type': 'application/json' };
    const delivery = fetchedFromProvider({ method: 'POST', url: '', headers, body: Buffer.from(payload) });
    const receipt = { receivedAt: it.clock.now, requestId: 'r' };
    const source = webhooks.sources.github;
    const [described] = (source && describeEvent(source, delivery, receipt)) ?? [];
    if (!described) return 400;
    await accept(described, ['work'], encodeEnvelope(described.facts, delivery.body), it.path);
    return 200;
  };
  return it;
}

function keep(guid: string, minutesAgo: number, more: Partial<KeptDelivery> = {}): void {
  const at = START - minutesAgo * MINUTE;
  github.deliveries.push({
    id: nextId(github.deliveries),
    guid,
    at,
    statusCode: 502,
    event: 'push',
    payload: '{}',
    ...more,
  });
}

const posts = () => github.requests.filter((request) => request.startsWith('POST'));

test('what never came is sent again by GitHub, under an id that no number of JavaScript holds, and comes in', async () => {
  const it = await world();
  keep('guid-1', 60);
  expect(await it.report(SINCE)).toMatchObject({ missing: ['guid-1'], recovered: { 'guid-1': 'recovered' } });
  expect(posts()).toEqual(['POST /orgs/octo/hooks/7/deliveries/12345678901234568/attempts']);
  expect(await it.report(SINCE)).toMatchObject({ looked: 2, missing: [] });
});

test('the list is read no further than to the start of the stretch', async () => {
  const it = await world();
  for (let index = 0; index < 350; index++)
    keep(`guid-${index}`, 5000 - index * 10, { statusCode: 200, event: 'star' });
  expect(await it.report({ since: START - 1600 * MINUTE })).toMatchObject({ looked: 10, isWhole: true });
  expect(github.requests).toHaveLength(1);
  expect(await it.report({ since: START - 3000 * MINUTE })).toMatchObject({ looked: 150, isWhole: true });
  expect(github.requests).toHaveLength(3);
});

test('a redelivery that is on its way, or failed a moment ago, is left alone', async () => {
  const it = await world();
  keep('guid-1', 60);
  keep('guid-1', 4, { redelivery: true });
  keep('guid-2', 60);
  keep('guid-2', 8, { redelivery: true });
  expect(await it.report(SINCE)).toMatchObject({ looked: 4, missing: [] });
  it.clock.now += 2 * MINUTE;
  expect(await it.report(SINCE)).toMatchObject({ missing: ['guid-2'] });
});

test('a redelivery that is agreed to and does not come is said to be requested, and holds the progress', async () => {
  const it = await world();
  await it.run();
  it.clock.now += 30 * MINUTE;
  keep('guid-1', -10);
  onSend = async () => 401;
  expect(await it.report()).toMatchObject({ recovered: { 'guid-1': 'requested' } });
  expect((await it.state.read('github'))?.doneTo).toBeLessThanOrEqual(START + 70 * MINUTE);
});

test('what GitHub cannot send again any more is given up, and holds nothing up', async () => {
  const it = await world();
  await it.run();
  it.clock.now += 60 * MINUTE;
  keep('guid-1', -10);
  keep('guid-2', -20);
  const { read } = it.parts;
  const whileLooking = async (keys: readonly string[]) => {
    // After three days it forgets a delivery, also one that it listed just now.
    if (posts().length === 0) github.deliveries.splice(0, 1);
    return read(keys);
  };
  Object.assign(it.parts, { read: whileLooking });
  expect(await it.report()).toMatchObject({ recovered: { 'guid-1': 'given-up', 'guid-2': 'recovered' } });
  expect((await it.state.read('github'))?.doneTo).toBe(START + 55 * MINUTE);
  expect(it.lines.join('')).toContain('"message":"cannot be recovered","event":"guid-1"');
});

test('a token that may read and not redeliver fails the run', async () => {
  const it = await world();
  keep('guid-1', 60);
  const { trouble } = github;
  const list = it.parts.read;
  Object.assign(it.parts, {
    read: async (keys: readonly string[]) => {
      trouble({ status: 403, body: { message: 'Resource not accessible by personal access token' } });
      return list(keys);
    },
  });
  await expect(it.run(SINCE)).rejects.toThrow('answered 403: the credential may not do that');
});

test('many are asked for at the pace that GitHub asks for', async () => {
  const it = await world();
  for (let index = 0; index < 70; index++) keep(`guid-${index}`, 100 - index);
  await it.report(SINCE);
  expect(posts()).toHaveLength(70);
  expect(it.clock.waited.filter((milliseconds) => milliseconds === 1000)).toHaveLength(10);
});

test('an App signs its requests with its private key, for ten minutes at most', () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const pem = privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
  const [head = '', claims = '', signature = ''] = appToken('Iv23li', pem, START).split('.');
  const read = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString());
  expect(read(head)).toEqual({ alg: 'RS256', typ: 'JWT' });
  expect(read(claims)).toEqual({ iat: START / 1000 - 60, exp: START / 1000 + 540, iss: 'Iv23li' });
  const key = createPublicKey(publicKey.export({ type: 'spki', format: 'pem' }));
  expect(verify('sha256', Buffer.from(`${head}.${claims}`), key, Buffer.from(signature, 'base64url'))).toBe(true);
  expect(() => appToken('Iv23li', 'ghp_not_a_key', START)).toThrow('is not the text of its private key');
});
