import { defineWebhooks, hmac, parseWebhooks } from '../../../core/index.ts';

const reconcileOf = (source: string, reconcile: unknown) =>
  parseWebhooks({ sources: { [source]: { reconcile } }, processors: {} }).sources[source]?.reconcile;

test('the webhook of a repository, of an organization or of an App is where GitHub lists its deliveries', () => {
  const paths = [
    { repository: 'octo/site.js', hook: 7 },
    { organization: 'octo-org', hook: 12 },
    { app: 'Iv23liABC' },
  ].map((options) => reconcileOf('github', options)?.settings);
  expect(paths).toEqual([
    { api: 'https://api.github.com', path: '/repos/octo/site.js/hooks/7' },
    { api: 'https://api.github.com', path: '/orgs/octo-org/hooks/12' },
    { api: 'https://api.github.com', path: '/app/hook', app: 'Iv23liABC' },
  ]);
});

test('the defaults are four times an hour, and five minutes for what is on its way', () => {
  expect(reconcileOf('stripe', {})).toMatchObject({ provider: 'stripe', everyMinutes: 15, graceMinutes: 5 });
});

test('a source without "reconcile" has none', () => {
  expect(parseWebhooks({ sources: { github: {} }, processors: {} }).sources.github).not.toHaveProperty('reconcile');
});

test('GitHub Enterprise has an address of its own; a credential of Stripe goes to Stripe or to this machine', () => {
  const api = 'https://github.example.com/api/v3';
  expect(reconcileOf('github', { app: 1, api: `${api}/` })).toMatchObject({ settings: { api } });
  expect(reconcileOf('stripe', { api: 'http://127.0.0.1:4010' })).toMatchObject({
    settings: { api: 'http://127.0.0.1:4010' },
  });
});

test.each([
  ['github', {}, '"reconcile" names none of them; one is needed: "repository", "organization" or "app"'],
  ['github', { repository: 'a/b', app: 1, hook: 2 }, 'names repository and app; one is needed'],
  ['github', { app: 1, hook: 2 }, 'an App has one webhook: leave "hook" out'],
  ['github', { repository: 'a/../../app', hook: 7 }, '"repository" is "a/../../app"; it has to look like'],
  ['github', { repository: 'a/..', hook: 7 }, '"repository" is "a/.."'],
  ['github', { repository: 'a/b' }, '"hook" is missing; it has to look like 12345678'],
  ['github', { app: 1, api: 'http://github.example.com' }, '"api" is "http://github.example.com"; allowed: an address'],
  ['github', { app: 1, api: 'https://user:pass@github.example.com' }, '"api" is'],
  [
    'github',
    { app: 1, every: 5 },
    '"every" is unknown; allowed: repository, organization, app, hook, api, everyMinutes',
  ],
  ['github', { app: 1, everyMinutes: 1 }, '"everyMinutes" is 1; allowed: whole numbers from 5 to 1440'],
  ['stripe', { api: 'https://stripe.example.com' }, 'allowed: http://127.0.0.1:PORT for tests'],
  ['stripe', { account: 'me' }, '"account" is "me"'],
  ['stripe', true, '"reconcile" is true; it has to be an object'],
  ['shopify', { shop: 'acme.example.com', backfill: ['orders'] }, '"shop" is "acme.example.com"'],
  ['shopify', { shop: 'acme.myshopify.com' }, '"backfill" is missing; it has to list some of orders, customers'],
  ['shopify', { shop: 'acme.myshopify.com', backfill: ['orders', 'refunds'] }, 'it has to list some of orders'],
  ['slack', {}, 'slack cannot be asked what it sent; allowed: github, stripe, shopify'],
])('%s with %j is refused: %s', (source, reconcile, problem) => {
  expect(() => reconcileOf(source, reconcile)).toThrow(problem);
});

describe('what does not compile', () => {
  const wrong = {
    'a hook without its repository': () =>
      defineWebhooks({
        // @ts-expect-error the repository or organization is missing
        sources: { github: { reconcile: { hook: 7 } } },
        processors: {},
      }),
    "another provider's settings": () =>
      defineWebhooks({
        // @ts-expect-error those are GitHub's
        sources: { pay: { provider: 'stripe', reconcile: { repository: 'a/b', hook: 7 } } },
        processors: {},
      }),
    'a provider that cannot be asked': () =>
      defineWebhooks({
        // @ts-expect-error Slack keeps no list
        sources: { slack: { reconcile: {} } },
        processors: {},
      }),
  };
  test.each(Object.entries(wrong))('is refused at synth as well: %s', (_, define) => {
    expect(define).toThrow();
  });

  test('a sender of your own is refused at synth', () => {
    const sources = { acme: { provider: hmac({ header: 'X-Sum' }), reconcile: {} } };
    expect(() => defineWebhooks({ sources, processors: {} })).toThrow('hmac cannot be asked');
  });
});
