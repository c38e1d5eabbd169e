import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf, type SampleContext, uuidOf } from './sample.ts';

const HEADERS: Readonly<Record<string, string>> = {
  push: 'Push Hook',
  merge_request: 'Merge Request Hook',
  tag_push: 'Tag Push Hook',
  issue: 'Issue Hook',
  pipeline: 'Pipeline Hook',
};

/** What happened, for each event: https://docs.gitlab.com/user/project/integrations/webhook_events/ */
const EVENTS: Readonly<Record<string, (context: SampleContext) => object>> = {
  push: (context) => ({
    event_name: 'push',
    ref: 'refs/heads/main',
    before: '95790bf891e76fee5e1747ab589903a6a1f80f22',
    after: nameOf(context, 40),
    user_name: 'Zoë Smith',
    total_commits_count: 1,
  }),
  merge_request: (context) => ({
    event_type: 'merge_request',
    user: { id: 1, name: 'Zoë Smith', username: 'zoe' },
    object_attributes: { id: Number.parseInt(nameOf(context, 6), 16), iid: 42, action: 'open', title: 'A new basket' },
  }),
  tag_push: (context) => ({
    event_name: 'tag_push',
    ref: 'refs/tags/v1.4.0',
    before: '0'.repeat(40),
    after: nameOf(context, 40),
    user_name: 'Zoë Smith',
  }),
  issue: (context) => ({
    event_type: 'issue',
    user: { id: 1, name: 'Zoë Smith', username: 'zoe' },
    object_attributes: { id: Number.parseInt(nameOf(context, 6), 16), iid: 23, action: 'open', title: 'Sold out 🦊' },
  }),
  pipeline: (context) => ({
    object_attributes: { id: Number.parseInt(nameOf(context, 6), 16), ref: 'main', status: 'success', source: 'push' },
    user: { id: 1, name: 'Zoë Smith', username: 'zoe' },
  }),
};

export const gitlab: CatalogueEntry = {
  types: Object.keys(EVENTS),
  deliver: (base, type, context) =>
    jsonDelivery(
      context.url,
      {
        object_kind: type,
        ...EVENTS[base]?.(context),
        project: { id: 15, name: 'shop', path_with_namespace: 'acme/shop', default_branch: 'main' },
      },
      {
        'x-gitlab-event': HEADERS[base] ?? '',
        'x-gitlab-event-uuid': uuidOf({ ...context, nonce: `event ${context.nonce}` }),
        'x-gitlab-webhook-uuid': '02affd2d-2cba-4033-917d-ec22d5dc4b38',
        'idempotency-key': uuidOf(context),
      },
    ),
  register:
    'Settings > Webhooks > Add new webhook, of the project or the group: URL https://…/webhooks/NAME, a secret token, the triggers; leave SSL verification on.',
  secret:
    'The text that you put into the Secret token field, a random one that nothing else uses. It is not an access token.',
  secretIsOurs: true,
  retries: 'Do not count on any: open the webhook and resend what failed from its recent events.',
  traps: [
    'After 4 failures in a row GitLab pauses the webhook, for a minute at first and for a day in the end, and sends nothing meanwhile; after 40 it is disabled.',
    'X-Gitlab-Token is the secret itself, and proves nothing about the body: keep it out of logs on the way.',
    'A custom webhook template replaces the body: without object_kind the type is that of X-Gitlab-Event, such as “Push Hook”.',
  ],
};
