import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf, uuidOf } from './sample.ts';

/** A list of notifications: https://learn.microsoft.com/graph/api/resources/changenotificationcollection */
export const msgraph: CatalogueEntry = {
  types: ['event'],
  deliver: (_, __, context) =>
    jsonDelivery(context.url, {
      value: [
        {
          id: uuidOf(context),
          subscriptionId: '7f105c7d-2dc5-4530-97cd-4e7ae6534c07',
          subscriptionExpirationDateTime: new Date(context.now + 86_400_000).toISOString(),
          changeType: 'created',
          resource: `Users/8ddefb36/Messages/${nameOf(context, 40)}`,
          tenantId: '84bd8158-6d4d-4958-8b9f-9d6445542f95',
          resourceData: { '@odata.type': '#Microsoft.Graph.Message', id: nameOf(context, 40) },
        },
      ],
    }),
  register:
    'POST https://graph.microsoft.com/v1.0/subscriptions with notificationUrl, resource, changeType and clientState.',
  secret: 'You make it up: 16 to 128 characters, the same in clientState of every subscription to this URL.',
  retries: 'Again with growing pauses for up to four hours.',
  retryHours: 4,
  traps: [
    'Answers that take longer than 3 seconds slow the notifications down, and in the end drop them.',
    'Subscriptions end after hours or days: renew them.',
    'Nothing is signed: the body carries the secret. Fetch what a notification speaks of.',
    'Several notifications come in one request: set split to get each as an event of its own.',
    'Notifications without an id look alike, so that one which is sent again is another event here.',
  ],
};
