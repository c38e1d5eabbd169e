import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf, type SampleContext, uuidOf } from './sample.ts';

/** The payload of each event: https://docs.github.com/en/webhooks/webhook-events-and-payloads */
const PAYLOADS: Readonly<Record<string, (context: SampleContext) => object>> = {
  push: (context) => ({
    ref: 'refs/heads/main',
    before: '6113728f27ae82c7b1a177c8d03f9e96e0adf246',
    after: sha(context),
    created: false,
    deleted: false,
    forced: false,
    compare: 'https://github.com/acme/shop/compare/6113728f27ae...main',
    commits: [commit(context)],
    head_commit: commit(context),
    pusher: { name: 'octocat', email: 'octocat@example.com' },
  }),
  'pull_request.opened': (context) => ({
    number: 42,
    pull_request: {
      ...issue(context, 'Let the basket outlive the session'),
      head: { ref: 'basket', sha: sha(context) },
      base: { ref: 'main', sha: '6113728f27ae82c7b1a177c8d03f9e96e0adf246' },
      draft: false,
      merged: false,
      mergeable: null,
      additions: 120,
      deletions: 7,
      changed_files: 3,
    },
  }),
  'issues.opened': (context) => ({ issue: issue(context, 'The “Zoë” mug is sold out 🦊') }),
  'issue_comment.created': (context) => ({
    issue: issue(context, 'The “Zoë” mug is sold out 🦊'),
    comment: { id: idOf(context), body: 'It is back.', user: OCTOCAT, created_at: time(context) },
  }),
  'release.published': (context) => ({
    release: { id: idOf(context), tag_name: 'v1.4.0', name: '1.4.0', draft: false, prerelease: false, author: OCTOCAT },
  }),
  'workflow_run.completed': (context) => ({
    workflow_run: {
      id: idOf(context),
      name: 'CI',
      head_branch: 'main',
      head_sha: sha(context),
      event: 'push',
      status: 'completed',
      conclusion: 'success',
      run_attempt: 1,
      created_at: time(context),
    },
  }),
  ping: () => ({
    zen: 'Responsive is better than fast.',
    hook_id: HOOK_ID,
    hook: {
      type: 'Repository',
      id: HOOK_ID,
      name: 'web',
      active: true,
      events: ['*'],
      config: { content_type: 'json' },
    },
  }),
};

export const github: CatalogueEntry = {
  types: Object.keys(PAYLOADS),
  deliver: (base, type, context) => {
    const [event = '', ...action] = type.split('.');
    const payload = {
      action: action.join('.') || undefined,
      ...PAYLOADS[base]?.(context),
      repository: REPOSITORY,
      sender: OCTOCAT,
    };
    return jsonDelivery(context.url, payload, {
      'user-agent': 'GitHub-Hookshot/044aadd',
      'x-github-delivery': uuidOf(context),
      'x-github-event': event,
      'x-github-hook-id': String(HOOK_ID),
      'x-github-hook-installation-target-id': String(REPOSITORY.id),
      'x-github-hook-installation-target-type': 'repository',
    });
  },
  register:
    'Settings > Webhooks > Add webhook, of the repository or the organization; a GitHub App has its own in its settings. Payload URL https://…/webhooks/NAME, content type application/json, a secret, and the events.',
  secret:
    'The text that you put into the Secret field. It is not a personal access token or the private key of an app.',
  secretIsOurs: true,
  retries: 'None. Send a failed delivery again under Recent Deliveries, or over the API, within 3 days.',
  retryHours: 0,
  traps: [
    'The content type is a form unless you choose application/json; Breakwater takes JSON only.',
    'Without a secret GitHub signs nothing, and everything is refused.',
    'It waits for 10 seconds, and what failed stays failed: look through Recent Deliveries after an outage.',
    'An event with a payload over 25 MB is not sent at all.',
  ],
};

const HOOK_ID = 109_948_940;

const OCTOCAT = { login: 'octocat', id: 583_231, type: 'User', html_url: 'https://github.com/octocat' };

const REPOSITORY = {
  id: 1_296_269,
  name: 'shop',
  full_name: 'acme/shop',
  private: false,
  owner: { login: 'acme', id: 1342, type: 'Organization' },
  html_url: 'https://github.com/acme/shop',
  default_branch: 'main',
};

const time = ({ now }: SampleContext) => new Date(now).toISOString();
const sha = (context: SampleContext) => nameOf(context, 40);
const idOf = (context: SampleContext) => Number.parseInt(nameOf(context, 8), 16);

const commit = (context: SampleContext) => ({
  id: sha(context),
  message: 'Let the basket outlive the session',
  timestamp: time(context),
  author: { name: 'Monalisa Octocat', email: 'octocat@example.com', username: 'octocat' },
  added: ['src/basket.ts'],
  removed: [],
  modified: ['README.md'],
});

const issue = (context: SampleContext, title: string) => ({
  id: idOf(context),
  number: 42,
  title,
  body: 'Steps to see it:\r\n\r\n1. Put it into the basket.',
  state: 'open',
  user: OCTOCAT,
  labels: [],
  created_at: time(context),
  html_url: 'https://github.com/acme/shop/issues/42',
});
