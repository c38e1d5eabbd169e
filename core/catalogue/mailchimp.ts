import type { CatalogueEntry } from './catalogue-entry.ts';
import { formDelivery, nameOf } from './sample.ts';

/** Events of an audience: https://mailchimp.com/developer/marketing/guides/sync-audience-data-webhooks/ */
export const mailchimp: CatalogueEntry = {
  types: ['subscribe', 'unsubscribe', 'profile', 'upemail', 'cleaned', 'campaign'],
  deliver: (_, type, context) =>
    formDelivery(context.url, {
      type,
      fired_at: new Date(context.now).toISOString().slice(0, 19).replace('T', ' '),
      'data[id]': nameOf(context, 10),
      'data[list_id]': 'a6b5da1054',
      'data[email]': 'zoe@example.com',
      'data[email_type]': 'html',
      'data[merges][FNAME]': 'Zoë',
    }),
  register:
    'Create it with POST /3.0/lists/LIST/webhooks and the URL …/webhooks/NAME, or under Audience > Settings > Webhooks. One that does not sign needs the URL …/webhooks/NAME?secret=YOUR_SECRET.',
  secret:
    'signing_secret in the answer to the call that creates the webhook, shown this once. For one that does not sign, make one up of letters, digits and -._~, such as `openssl rand -hex 32` prints.',
  retries: 'At growing intervals for 75 minutes.',
  retryHours: 1.25,
  traps: [
    'Webhooks made before Mailchimp signed stay unsigned: signing_enabled tells which one you have.',
    'Events have no id, so an event is known by its body: who subscribes twice within a second to the same list is one event.',
    'The URL is tried with GET when it is saved, which is answered with 200 without a secret.',
  ],
};
