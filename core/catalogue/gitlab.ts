import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf, type SampleContext, uuidOf } from './sample.ts';

const HEADERS: Readonly<Record<string, string>> = { push: 'Push Hook', merge_request: 'Merge Request Hook' };

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
};
