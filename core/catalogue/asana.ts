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
  register:
    'POST https://app.asana.com/api/1.0/webhooks with resource and target. The answer comes after Asana has tried the target.',
  secret:
    'Asana hands it over in X-Hook-Secret while the webhook is made; while the source has no secret it is stored. Every webhook has its own: give each a source.',
  retries: 'Again with growing pauses. A webhook that fails for a day is deleted.',
  retryHours: 24,
  traps: [
    'Make the webhook before anybody else learns the URL: until the source has a secret, the first that comes is stored.',
    'Several changes come in one request: set split to get each as an event of its own.',
    'An event tells what changed, not its content: fetch that.',
  ],
};
