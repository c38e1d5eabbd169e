import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf } from './sample.ts';

/** A list of changes: https://developers.hubspot.com/docs/guides/api/app-management/webhooks */
export const hubspot: CatalogueEntry = {
  types: ['event'],
  deliver: (_, __, context) => {
    const number = Number.parseInt(nameOf(context, 8), 16);
    const changed = {
      subscriptionId: 12345,
      portalId: 62515,
      appId: 54321,
      occurredAt: context.now,
      attemptNumber: 0,
      objectId: 123,
      changeSource: 'CRM',
    };
    return jsonDelivery(context.url, [
      { ...changed, eventId: number, subscriptionType: 'contact.creation', changeFlag: 'NEW' },
      {
        ...changed,
        eventId: number + 1,
        subscriptionType: 'contact.propertyChange',
        propertyName: 'firstname',
        propertyValue: 'Zoë',
      },
    ]);
  },
  register: 'Developer account > your app > Webhooks: the target URL, then a subscription for each type of event.',
  secret: 'Your app > Auth > Client secret. Not an access token, nor the app id.',
  retries: 'Ten times over a day after a timeout, a 5xx or a 429. Never after 400, 401, 403, 404 or 405.',
  retryHours: 24,
  traps: [
    'Up to a hundred changes come in one request: set split to get each as an event of its own.',
    'A wrong secret loses events: HubSpot does not try again after a 401.',
    'Requests that are signed by v1 or v2 only carry no time; those with v3 are judged by v3 alone.',
  ],
};
