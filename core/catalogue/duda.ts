import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf } from './sample.ts';

/** A site's events: https://developer.duda.co/docs/webhooks */
export const duda: CatalogueEntry = {
  types: ['PUBLISH', 'UNPUBLISH'],
  deliver: (_, type, context) =>
    jsonDelivery(context.url, {
      data: {},
      resource_data: { site_name: nameOf(context, 12), label: 'Zoës Laden' },
      source: { type: 'USER', name: 'zoe@example.com' },
      event_type: type,
      event_timestamp: context.now,
    }),
  register: "With Duda's Partner API, or in the settings of the app.",
  secret: "The app's secret in base64. Accounts that Duda manages get it from Duda's support.",
};
