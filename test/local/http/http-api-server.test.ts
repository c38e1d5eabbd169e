import { request } from 'node:http';
import { httpApiDialect } from '../../../local/http/http-api-dialect.ts';
import { type FrontDesk, startHttpApiServer } from '../../../local/http/http-api-server.ts';

test('what the local run prints of a request is its path, also when something fails: the query may hold a secret', async () => {
  const printed: string[] = [];
  const server = await startHttpApiServer(0, ({ text }) => printed.push(text));
  server.serve({
    apiId: 'api',
    accountId: '000000000000',
    stage: '$default',
    dialect: httpApiDialect,
    routes: [{ routeKey: 'ANY /webhooks/{source}', functionId: 'Verifier', timeoutMs: 1000 }],
    invoke: () => Promise.reject(new Error('the function is gone')),
  });
  const { status } = await fetch(`${server.url}/webhooks/splunk?secret=must-not-be-seen`, {
    method: 'POST',
    body: '{}',
  });
  await server.close(0);
  expect(status).toBe(500);
  expect(printed.join('\n')).toMatch(/POST \/webhooks\/splunk: Error: the function is gone/);
  expect(printed.join('\n')).not.toContain('must-not-be-seen');
});

test('by another name than its own, as through a tunnel, only what the template routes is reached', async () => {
  const frontDesk: FrontDesk = (_, response) => {
    response.end('the console');
    return true;
  };
  const server = await startHttpApiServer(0, () => undefined, { frontDesk });
  server.serve({
    apiId: 'api',
    accountId: '000000000000',
    stage: '$default',
    dialect: httpApiDialect,
    routes: [{ routeKey: 'ANY /webhooks/{source}', functionId: 'Verifier', timeoutMs: 1000 }],
    invoke: async () => ({ kind: 'answered', payload: '{"statusCode":200}' }),
  });
  const get = (path: string, headers: Readonly<Record<string, string>>) =>
    new Promise<number | undefined>((resolve, reject) => {
      request(server.url + path, { headers }, (response) => resolve(response.resume().statusCode))
        .on('error', reject)
        .end();
    });
  const { host } = new URL(server.url);
  expect(await get('/', { host })).toBe(200);
  expect(await get('/', { host: 'localhost:4800' })).toBe(200);
  expect(await get('/', { host: 'four-random-words.trycloudflare.com' })).toBe(404);
  expect(await get('/', { host: 'localhost.evil.example' })).toBe(404);
  expect(await get('/', { host, 'x-forwarded-for': '198.51.100.7' })).toBe(404);
  expect(await get('/webhooks/stripe', { host: 'four-random-words.trycloudflare.com' })).toBe(200);
  await server.close(0);
});
