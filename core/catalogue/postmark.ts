import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, uuidOf } from './sample.ts';

const WHEN: Readonly<Record<string, string>> = {
  Delivery: 'DeliveredAt',
  Bounce: 'BouncedAt',
  SpamComplaint: 'BouncedAt',
  SubscriptionChange: 'ChangedAt',
};

/** What becomes of a message: https://postmarkapp.com/developer/webhooks/webhooks-overview */
export const postmark: CatalogueEntry = {
  types: ['Delivery', 'Bounce', 'SpamComplaint', 'Open', 'Click', 'SubscriptionChange'],
  deliver: (base, type, context) =>
    jsonDelivery(context.url, {
      RecordType: type,
      MessageID: uuidOf(context),
      ServerID: 23,
      MessageStream: 'outbound',
      Recipient: 'zoe@example.com',
      Tag: 'welcome-email',
      [WHEN[base] ?? 'ReceivedAt']: new Date(context.now).toISOString(),
      Metadata: { name: 'Zoë' },
    }),
  register:
    'Servers > your server > the message stream > Webhooks > Add webhook: the URL is https://USER:PASSWORD@…/webhooks/NAME, or add the custom header X-Webhook-Secret.',
  secret: 'Make up a user and a password; the secret of the source is user:password.',
  retries: 'Up to ten times in about ten and a half hours.',
  retryHours: 10.5,
  traps: [
    'Nothing is signed. The address of the sender can be checked too: Postmark lists its own.',
    'Events have no id, so an event is known by its body.',
    'An answer of 403 stops the retries; Breakwater never gives it.',
  ],
};
