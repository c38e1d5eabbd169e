import { httpApiDialect } from '../../../local/http/http-api-dialect.ts';
import { startHttpApiServer } from '../../../local/http/http-api-server.ts';

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
