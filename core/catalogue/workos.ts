import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf, type SampleContext } from './sample.ts';

/** The shape of an event: https://workos.com/docs/events */
export const workos: CatalogueEntry = {
  types: ['user.created', 'dsync.user.created', 'user.updated', 'connection.activated'],
  deliver: (base, type, context) => {
    const time = new Date(context.now).toISOString();
    return jsonDelivery(context.url, {
      id: `event_${nameOf(context, 26).toUpperCase()}`,
      event: type,
      data: {
        ...(base === 'connection.activated' ? connection(context) : user(base, context)),
        created_at: time,
        updated_at: time,
      },
      created_at: time,
    });
  },
  register:
    'WorkOS Dashboard, in the environment that you mean > Webhooks: endpoint URL https://…/webhooks/NAME and only the events that you need.',
  secret: 'The signing secret of that endpoint. It is not an API key sk_….',
  retries: 'Production: 12 more within 3 days, at growing intervals. Elsewhere it gives up after minutes.',
  retryHours: 72,
  traps: [
    'Staging and production are environments of their own, with endpoints and secrets of their own.',
    'Order is not kept, and an event may come twice.',
  ],
};

const idOf = (kind: string, { nonce, ...context }: SampleContext) =>
  `${kind}_${nameOf({ ...context, nonce: `${kind} ${nonce}` }, 26).toUpperCase()}`;

const user = (base: string, context: SampleContext) => ({
  ...(base.startsWith('dsync.')
    ? { object: 'directory_user', id: idOf('directory_user', context) }
    : { object: 'user', id: idOf('user', context) }),
  email: 'zoe@example.com',
  first_name: 'Zoë',
  last_name: 'Smith',
});

const connection = (context: SampleContext) => ({
  object: 'connection',
  id: idOf('conn', context),
  organization_id: 'org_01EHWNCE74X7JSDV0X3SZ3KJNY',
  connection_type: 'OktaSAML',
  name: 'Acme’s Okta',
  state: 'active',
});
