import { matchRoute } from '../../../local/http/route-table.ts';

const routes = [
  'ANY /webhooks/{source}',
  'GET /webhooks/status',
  'ANY /webhooks/health',
  'POST /webhooks/{source}',
  'ANY /files/{proxy+}',
].map((routeKey) => ({ routeKey, functionId: routeKey, timeoutMs: 1 }));
const withDefault = [...routes, { routeKey: '$default', functionId: 'default', timeoutMs: 1 }];

test.each([
  ['PUT', '/webhooks/stripe', 'ANY /webhooks/{source}', { source: 'stripe' }],
  ['POST', '/webhooks/stripe', 'POST /webhooks/{source}', { source: 'stripe' }],
  ['GET', '/webhooks/status', 'GET /webhooks/status', {}],
  ['POST', '/webhooks/health', 'ANY /webhooks/health', {}],
  ['PUT', '/webhooks/status', 'ANY /webhooks/{source}', { source: 'status' }],
  ['POST', '/webhooks/a%20b', 'POST /webhooks/{source}', { source: 'a b' }],
  ['POST', '/webhooks/%zz', 'POST /webhooks/{source}', { source: '%zz' }],
  ['GET', '/files/a/b%2Fc', 'ANY /files/{proxy+}', { proxy: 'a/b/c' }],
])('leads %s %s to %s', (method, path, routeKey, pathParameters) => {
  expect(matchRoute(routes, method, path)).toEqual({
    route: expect.objectContaining({ routeKey }),
    pathParameters,
  });
});

test.each(['/', '/webhooks', '/webhooks/', '/webhooks/a/b', '/Webhooks/stripe'])('leads %s nowhere', (path) => {
  expect(matchRoute(routes, 'POST', path)).toBeUndefined();
  expect(matchRoute(withDefault, 'POST', path)?.route.routeKey).toBe('$default');
});
