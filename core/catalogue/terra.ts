import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf, uuidOf } from './sample.ts';

/** A user's health data: https://docs.tryterra.co/unified-api/integration-setup/setting-up-data-destinations/webhooks */
export const terra: CatalogueEntry = {
  types: ['activity', 'sleep'],
  deliver: (_, type, context) =>
    jsonDelivery(context.url, {
      status: 'success',
      type,
      user: { user_id: uuidOf(context), provider: 'FITBIT', reference_id: 'zoë-1', active: true },
      data: [
        {
          metadata: {
            start_time: new Date(context.now).toISOString(),
            end_time: new Date(context.now).toISOString(),
            summary_id: nameOf(context, 16),
          },
        },
      ],
      version: '2022-03-16',
    }),
  register: 'In the dashboard under Connections > Destinations, add a webhook.',
  secret: 'There too, under Edit: the signing secret.',
};
