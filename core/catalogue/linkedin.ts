import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf } from './sample.ts';

/** A list of notifications: https://learn.microsoft.com/en-us/linkedin/shared/api-guide/webhook-validation */
export const linkedin: CatalogueEntry = {
  types: ['ORGANIZATION_SOCIAL_ACTION_NOTIFICATIONS', 'LEAD_ACTION'],
  deliver: (_, type, context) =>
    jsonDelivery(context.url, {
      type,
      notifications: [
        {
          notificationId: Number.parseInt(nameOf(context, 10), 16),
          organizationalEntity: 'urn:li:organization:2414183',
          action: 'COMMENT',
          sourcePost: 'urn:li:share:6789',
          lastModifiedAt: context.now,
          subscriber: 'urn:li:person:zoë',
        },
      ],
    }),
  register:
    "In the developer portal, add the webhook to the app. LinkedIn tries the address at once, so set the source's secret first.",
  secret: 'The client secret of the app.',
  traps: [
    'LinkedIn tries the address again every 2 hours, and blocks it after 3 failures in a row.',
    'One request may carry several notifications: set "split" on the source to get each of them by itself, typed like COMMENT.',
  ],
};
