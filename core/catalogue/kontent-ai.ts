import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, uuidOf } from './sample.ts';

/** A list of notifications: https://kontent.ai/learn/docs/webhooks/webhooks/javascript */
export const kontentAi: CatalogueEntry = {
  types: ['event'],
  deliver: (_, __, context) =>
    jsonDelivery(context.url, {
      notifications: [
        {
          data: {
            system: {
              id: uuidOf(context),
              name: 'Zoë und der Fuchs',
              codename: 'zoe_und_der_fuchs',
              collection: 'default',
              workflow: 'default',
              workflow_step: 'published',
              language: 'default',
              type: 'article',
              last_modified: new Date(context.now).toISOString(),
            },
          },
          message: {
            environment_id: '14372844-0a5d-434a-8423-605b8a631623',
            object_type: 'content_item',
            action: 'published',
            delivery_slot: 'published',
          },
        },
      ],
    }),
  register: 'Under Environment settings > Webhooks, make a webhook and choose its triggers.',
  secret: "The webhook's secret, which Kontent.ai shows there.",
  traps: [
    'One request may carry several notifications: set "split" on the source to get each of them by itself, typed like content_item.published.',
    'Nothing tells one notification from the next: each request counts as one of its own, also when it is tried again.',
    'Older webhooks sign in X-KC-Signature, which is not accepted.',
  ],
};
