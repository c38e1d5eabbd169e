import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf } from './sample.ts';

/** The shape of an event: https://workos.com/docs/events */
export const workos: CatalogueEntry = {
  types: ['user.created', 'dsync.user.created'],
  deliver: (_, type, context) => {
    const time = new Date(context.now).toISOString();
    return jsonDelivery(context.url, {
      id: `event_${nameOf(context, 26).toUpperCase()}`,
      event: type,
      data: {
        object: type.startsWith('dsync.') ? 'directory_user' : 'user',
        id: `user_${nameOf({ ...context, nonce: `user ${context.nonce}` }, 26).toUpperCase()}`,
        email: 'zoe@example.com',
        first_name: 'Zoë',
        last_name: 'Smith',
        created_at: time,
        updated_at: time,
      },
      created_at: time,
    });
  },
  register:
    'WorkOS Dashboard, in the environment that you mean > Webhooks: endpoint URL https://…/webhooks/NAME and only the events that you need.',
  secret: 'The signing secret of that endpoint. It is not an API key sk_….',
  retries: 'At growing intervals until a 200 comes; for how long is not certain.',
  traps: [
    'Staging and production are environments of their own, with endpoints and secrets of their own.',
    'Order is not kept, and an event may come twice.',
  ],
};
