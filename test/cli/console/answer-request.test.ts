import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createColors } from 'picocolors';
import { answerRequest } from '../../../cli/console/answer-request.ts';
import type { ConsoleContext } from '../../../cli/console/route.ts';
import { ROUTES } from '../../../cli/console/routes/index.ts';
import { defineWebhooks } from '../../../core/index.ts';

const TOKEN = 'a-token-of-this-run';
const nobody = { write: () => undefined, colors: createColors(false) };
const webhooks = defineWebhooks({ sources: { stripe: {} }, processors: { pay: { on: { stripe: ['*'] } } } });
const context: ConsoleContext = {
  deployment: {
    name: 'the local run on port 4800',
    isLocal: false,
    webhookUrl: 'http://127.0.0.1:4800/webhooks',
    ledgerTable: 'ledger',
    secretPrefix: 'Webhooks/',
    aws: {},
  },
  webhooks: () => webhooks,
  index: {
    opened: async () => undefined,
    events: () => [],
    isFilling: () => false,
    subscribe: () => () => undefined,
  },
  terminal: { out: nobody, err: nobody, environment: {}, directory: '.' },
  signal: new AbortController().signal,
};
const assets = async () =>
  new Map([['/console/app.js', { contentType: 'text/javascript', content: Buffer.from('page') }]]);

let server: Server;
let port: number;
let cookie: string;

beforeAll(async () => {
  server = createServer((asked, response) => {
    if (!answerRequest(asked, response, { token: TOKEN, context, assets }))
      response.writeHead(404).end('not the console');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
  cookie = String((await send('/?token=a-token-of-this-run')).headers['set-cookie']).split(';')[0] ?? '';
});
afterAll(() => void server.close());

interface Answer {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
}

function send(path: string, headers: Record<string, string> = {}, body?: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const method = body === undefined ? 'GET' : 'POST';
    const outgoing = request({ port, host: '127.0.0.1', path, method, headers }, async (response) => {
      const text = String(Buffer.concat(await response.toArray()));
      resolve({ status: response.statusCode, headers: response.headers, text });
    });
    outgoing.on('error', reject).end(body);
  });
}

const own = (headers: Record<string, string> = {}) => ({ cookie, origin: `http://127.0.0.1:${port}`, ...headers });

test('the token goes out of the address into a cookie that no script reads and no other site sends', async () => {
  const { status, headers } = await send(`/?token=${TOKEN}`);
  expect(status).toBe(303);
  expect(headers.location).toBe('/');
  expect(String(headers['set-cookie'])).toMatch(/; Path=\/; HttpOnly; SameSite=Strict$/);
});

test('the page may load what this server has, and has no script of its own', async () => {
  const { status, headers, text } = await send('/', { cookie });
  expect(status).toBe(200);
  expect(headers['content-security-policy']).toMatch(/^default-src 'self';/);
  expect(String(headers['content-security-policy'])).not.toContain('unsafe');
  expect(text).not.toMatch(/<script(?! type="module" src="\/console\/app\.js")|<style| style=| on\w+=/);
  expect(await send('/console/app.js', { cookie })).toMatchObject({ status: 200, text: 'page' });
});

test('nothing but a page that says how it opens is there without the token', async () => {
  const page = await send('/');
  expect(page.status).toBe(401);
  expect(page.text).not.toContain('stripe');
  for (const path of ['console/app.js', 'console/live', ...ROUTES.map((route) => `console/api/${route.path}`)])
    expect([path, (await send(`/${path}`)).status]).toEqual([path, 401]);
});

test('every route refuses another origin, another host and a tunnel', async () => {
  for (const { method, path } of ROUTES) {
    const body = method === 'POST' ? '{}' : undefined;
    const statusOf = async (headers: Record<string, string>) =>
      (await send(`/console/api/${path}`, { cookie, ...headers }, body)).status;
    expect([path, await statusOf({ origin: 'https://evil.example' })]).toEqual([path, 403]);
    expect([path, await statusOf({ host: `evil.example:${port}` })]).toEqual([path, 404]);
    expect([path, await statusOf({ ...own(), 'x-forwarded-host': 'abc.ngrok.app' })]).toEqual([path, 404]);
  }
});

test('answers its own page in JSON, and in a sentence where it cannot', async () => {
  const overview = await send('/console/api/overview', own());
  expect(JSON.parse(overview.text)).toMatchObject({ isLocal: false, processors: ['pay'], searchesBodies: false });
  const events = await send('/console/api/events', own());
  expect(JSON.parse(events.text)).toMatchObject({ rows: [], total: 0, isFilling: false });
  const since = await send('/console/api/events?since=soon', own());
  expect(since).toMatchObject({ status: 409, text: expect.stringContaining('a time ago such as 90s') });
  const missing = await send('/console/api/event', own());
  expect(missing).toMatchObject({ status: 409, text: '{"error":"the parameter \\"source\\" is missing"}' });
  const deployed = await send('/console/api/test-event', own(), '{"source":"stripe"}');
  expect(deployed).toMatchObject({ status: 409, text: expect.stringContaining('local runs only') });
  const list = await send('/console/api/redrive', own(), '["no object"]');
  expect(list).toMatchObject({ status: 409, text: '{"error":"a JSON object was expected"}' });
  expect((await send('/console/api/nothing', own())).status).toBe(404);
  expect((await send('/webhooks/stripe', own())).text).toBe('not the console');
});
