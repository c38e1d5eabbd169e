import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, uuidOf } from './sample.ts';

/** The shape of an event: https://docs.authsignal.com/advanced-usage/webhooks */
export const authsignal: CatalogueEntry = {
  types: ['authenticator.created', 'email.created'],
  deliver: (_, type, context) =>
    jsonDelivery(context.url, {
      version: 1,
      type,
      id: uuidOf(context),
      source: 'https://authsignal.com',
      time: new Date(context.now).toISOString(),
      tenantId: uuidOf(context),
      data: { userId: 'zoe-1', email: 'zoë@example.com', actionCode: 'signIn' },
    }),
  register: "In Authsignal's portal, add a webhook.",
  secret: "The tenant's API secret key.",
};
