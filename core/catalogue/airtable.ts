import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf } from './sample.ts';

/** The one notification there is: https://airtable.com/developers/web/api/webhooks-overview */
export const airtable: CatalogueEntry = {
  types: ['event'],
  deliver: (_, __, context) =>
    jsonDelivery(context.url, {
      base: { id: `app${nameOf(context, 14)}` },
      webhook: { id: 'ach00000000000001' },
      timestamp: new Date(context.now).toISOString(),
    }),
};
