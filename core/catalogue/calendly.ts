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
  register:
    'Over the API, on a paid plan: POST https://api.calendly.com/webhook_subscriptions with url https://…/webhooks/NAME, events, organization, scope and a signing_key of your own.',
  secret:
    'The signing_key that you sent in that call; for an OAuth app the webhook signing key that it got when it was made. It is not the client secret or the personal access token.',
  retries: 'For 24 hours at growing intervals, then the subscription is disabled.',
  retryHours: 24,
  traps: [
    'A subscription without a signing_key is not signed, and everything is refused.',
    'Nobody is told of a disabled subscription, and it cannot be enabled again: delete it and make a new one.',
    'A meeting that is moved comes as an invitee.canceled and an invitee.created.',
  ],
};
