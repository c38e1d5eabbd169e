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
};
