import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, uuidOf } from './sample.ts';

/** The shape of an invitee's events: https://developer.calendly.com/api-docs/overview/webhooks */
export const calendly: CatalogueEntry = {
  types: ['invitee.created', 'invitee.canceled'],
  deliver: (base, type, context) => {
    const event = 'https://api.calendly.com/scheduled_events/GBGBDCAADAEDCRZ2';
    const time = new Date(context.now).toISOString();
    return jsonDelivery(context.url, {
      created_at: time,
      created_by: 'https://api.calendly.com/users/AAAAAAAAAAAAAAAA',
      event: type,
      payload: {
        uri: `${event}/invitees/${uuidOf(context)}`,
        email: 'zoe@example.com',
        name: 'Zoë Smith',
        status: base === 'invitee.canceled' ? 'canceled' : 'active',
        timezone: 'Europe/Berlin',
        event,
        created_at: time,
        updated_at: time,
      },
    });
  },
};
