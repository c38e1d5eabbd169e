import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf } from './sample.ts';

/** A list of changes: https://developers.asana.com/docs/webhooks-guide */
export const asana: CatalogueEntry = {
  types: ['event'],
  deliver: (_, __, context) =>
    jsonDelivery(context.url, {
      events: [
        {
          action: 'changed',
          created_at: new Date(context.now).toISOString(),
          user: { gid: '1200000000000001', resource_type: 'user' },
          resource: {
            gid: String(parseInt(nameOf(context, 12), 16)),
            resource_type: 'task',
            resource_subtype: 'default_task',
          },
          change: { field: 'due_on', action: 'changed', new_value: '2026-12-24' },
          parent: null,
        },
      ],
    }),
};
