import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf, secondsOf } from './sample.ts';

/** A user's events: https://docs.privy.io/api-reference/webhooks/overview */
export const privy: CatalogueEntry = {
  types: ['user.created', 'user.authenticated'],
  deliver: (_, type, context) =>
    jsonDelivery(
      context.url,
      {
        type,
        user: {
          id: `did:privy:${nameOf(context, 25)}`,
          created_at: secondsOf(context),
          linked_accounts: [{ type: 'email', address: 'zoë@example.com' }],
        },
      },
      { 'webhook-id': `msg_${nameOf(context)}` },
    ),
  register: 'In the dashboard, add a webhook endpoint.',
  secret: "The endpoint's signing secret (whsec_…).",
};
