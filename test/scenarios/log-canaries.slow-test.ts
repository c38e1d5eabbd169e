import { createHmac } from 'node:crypto';
import Stripe from 'stripe';
import { findLeaks, type Private } from '../logs/find-leaks.ts';
import { eventually, type Result, type Running, startRunning } from './running.ts';

/** Stands in every secret, header, parameter and body, and in nothing that an event is known by. */
const MARK = 'canary';
const SECRETS = Object.fromEntries(
  ['github', 'stripe', 'signed', 'linked'].map((source) => [source, [`whsec_${MARK}OfTheSource${source}0123456789`]]),
);
const PASSWORD = `user-${MARK}:password-${MARK}-0123456789`;
const secretOf = (source: string) => SECRETS[source]?.[0] ?? PASSWORD;

let run: Running;
const privates: Private[] = [];
const results: Result[] = [];
let sent = 0;

beforeAll(async () => {
  const config = 'test/scenarios/fixtures/canaries/webhooks.ts';
  run = await startRunning({ config, secrets: { ...SECRETS, basic: [PASSWORD] } });
  privates.push(...[...Object.values(SECRETS).flat(), PASSWORD].map((value) => ({ kind: 'secret', value })));
}, 90_000);
afterAll(() => run.stop());

const MARKED = [
  'authorization',
  'cookie',
  'x-github-encoded-secret',
  'x-api-key',
  'x-hook-secret',
  'x-amz-security-token',
];

/** What may come along with any request and nobody verifies. */
const extra = () => Object.fromEntries(MARKED.map((name) => [name, `Bearer ${MARK}-${name}-0123456789abcdef`]));

const bodyOf = (more: object = {}) =>
  JSON.stringify({ id: `evt-${sent++}`, type: 'noted', action: 'opened', note: `${MARK} of a customer`, ...more });

/** How each source's provider proves who it is. */
function proofOf(source: string, body: string): { readonly headers: Record<string, string>; readonly query: string } {
  const secret = secretOf(source);
  const hmac = createHmac('sha256', secret).update(body).digest('hex');
  const headers: Record<string, Record<string, string>> = {
    github: { 'x-hub-signature-256': `sha256=${hmac}`, 'x-github-event': 'push', 'x-github-delivery': `id-${sent}` },
    stripe: { 'stripe-signature': Stripe.webhooks.generateTestHeaderString({ payload: body, secret }) },
    signed: { 'x-acme-signature': hmac },
    basic: { authorization: `Basic ${Buffer.from(PASSWORD).toString('base64')}` },
  };
  return { headers: headers[source] ?? {}, query: source === 'linked' ? `?token=${encodeURIComponent(secret)}` : '' };
}

async function post(source: string, body: string, proof = proofOf(source, body)): Promise<number> {
  const headers = { 'content-type': 'application/json', ...extra(), ...proof.headers };
  const query = `${proof.query}${proof.query ? '&' : '?'}key=${MARK}-of-the-query-0123456789`;
  const values = MARKED.map((name) => ({ kind: `header ${name}`, value: extra()[name] ?? '' }));
  const proofs = Object.entries(proof.headers).filter(([name]) => !/event|delivery/.test(name));
  privates.push(...values, ...proofs.map(([name, value]) => ({ kind: `header ${name}`, value })), {
    kind: 'body',
    value: body,
  });
  return (await fetch(`${run.url}/webhooks/${source}${query}`, { method: 'POST', headers, body })).status;
}

async function cli(...command: string[]): Promise<Result> {
  const result = await run.cli(...command);
  results.push(result);
  return result;
}

const SOURCES = ['github', 'stripe', 'signed', 'linked', 'basic'];

test('requests of every kind are answered, and fail in every way there is', async () => {
  for (const source of SOURCES) {
    expect([source, await post(source, bodyOf())]).toEqual([source, 200]);
    const body = bodyOf();
    const wrong = proofOf(source, `${body} `);
    const answer = await post(source, body, source === 'linked' ? { ...wrong, query: `?token=${MARK}` } : wrong);
    expect([source, answer]).toEqual([source, source === 'basic' ? 200 : 401]);
    expect([source, await post(source, bodyOf(), { headers: {}, query: '' })]).toEqual([source, 401]);
    await post(source, `{"id":"evt-broken", "note": "${MARK} of a broken body", }`);
    await post(source, `${MARK} which is no JSON at all, and holds what a customer wrote`);
  }
  for (const fails of ['with the body', 'with the data', 'for good', 'in parsing'])
    expect(await post('signed', bodyOf({ fails }))).toBe(200);
  expect(await post('signed', bodyOf({ filler: MARK.repeat(100_000) }))).toBe(200);
  expect(await post(`${MARK}%0a{"level":"error"}`, bodyOf())).toBe(404);
  const answers = await Promise.all(
    ['PUT', 'GET'].map((method) => fetch(`${run.url}/webhooks/signed?token=${MARK}`, { method })),
  );
  expect(answers.map(({ status }) => status)).toEqual([405, 405]);
  await eventually(
    async () => JSON.parse((await run.cli('dead-letters', 'list', '--json')).stdout),
    (letters) => letters.length === 4,
    60_000,
  );
}, 180_000);

test('no command says anything of them', async () => {
  const events = JSON.parse((await cli('events', 'list', '--limit', '50', '--json')).stdout);
  expect(events.length).toBeGreaterThan(9);
  for (const { source, id } of events.slice(0, 3)) await cli('events', 'show', source, id);
  const commands = [
    ['events', 'list'],
    ['dead-letters', 'list'],
    ['redrive', 'talk', '--dry-run'],
    ['quarantine', 'list'],
    ['quarantine', 'recheck'],
    ['doctor'],
    ['replay', '--since', '1h', '--dry-run'],
    ['events', 'purge', '--match', `${MARK} of a customer`, '--dry-run'],
    ['secrets', 'status'],
    ['status'],
  ];
  for (const command of commands) {
    await cli(...command);
    await cli(...command, '--json');
  }
  await cli('quarantine', 'release');
  await cli('audit', '--json');
  expect(results.filter(({ stdout, stderr }) => stdout + stderr === '')).toEqual([]);
}, 180_000);

test('nothing that was written holds a mark, or a piece of what was sent', () => {
  const outputs = [run.log(), ...results.flatMap(({ stdout, stderr }) => [stdout, stderr])];
  const written = outputs.join('\n');
  expect(written).toContain('[not logged: object]');
  expect(written).toContain('[body]');
  expect(written.length).toBeGreaterThan(10_000);
  expect(written.split('\n').filter((line) => line.includes(MARK))).toEqual([]);
  expect(
    findLeaks(
      privates,
      outputs.map((text) => ({ what: 'any', text })),
    ),
  ).toEqual([]);
  // What was made to look like a line of its own is within another one.
  expect(written.split('\n').filter((line) => line.startsWith('{"level":"error","message":"forged"'))).toEqual([]);
});
