import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf } from './sample.ts';

/** The shape of a user's events: https://clerk.com/docs/webhooks/overview */
export const clerk: CatalogueEntry = {
  types: ['user.created', 'user.updated'],
  deliver: (_, type, context) =>
    jsonDelivery(
      context.url,
      {
        data: {
          id: `user_${nameOf(context, 27)}`,
          object: 'user',
          first_name: 'Zoë',
          last_name: 'Smith',
          email_addresses: [{ id: 'idn_29w83yL7CwVlJXylYLxcslromF1', email_address: 'zoe@example.com' }],
          created_at: context.now,
          updated_at: context.now,
        },
        event_attributes: { http_request: { client_ip: '192.0.2.1', user_agent: 'Mozilla/5.0' } },
        object: 'event',
        timestamp: context.now,
        type,
      },
      { 'webhook-id': `msg_${nameOf(context)}` },
    ),
};
