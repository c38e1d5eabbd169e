import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf } from './sample.ts';

/** The Event object: https://docs.easypost.com/docs/events */
export const easypost: CatalogueEntry = {
  types: ['tracker.updated', 'batch.created'],
  deliver: (base, type, context) =>
    jsonDelivery(context.url, {
      id: `evt_${nameOf(context, 32)}`,
      object: 'Event',
      created_at: new Date(context.now).toISOString(),
      updated_at: new Date(context.now).toISOString(),
      description: type,
      mode: 'production',
      previous_attributes: {},
      pending_urls: [],
      completed_urls: [],
      result:
        base === 'tracker.updated'
          ? {
              id: `trk_${nameOf(context, 32)}`,
              object: 'Tracker',
              tracking_code: 'EZ4000004000',
              status: 'delivered',
              signed_by: 'Zoë Smith',
            }
          : { id: `batch_${nameOf(context, 32)}`, object: 'Batch', num_shipments: 2, state: 'created' },
    }),
  register: 'Make a webhook in the dashboard or with the API, and give it a secret: without one nothing is signed.',
  secret: 'The webhook_secret that you chose.',
  secretIsOurs: true,
  traps: [
    "EasyPost's own Node library rewrites whole weights such as 3 to 3.0 before it checks; Breakwater checks the bytes that arrive.",
  ],
};
