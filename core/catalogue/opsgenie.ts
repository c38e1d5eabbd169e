import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, uuidOf } from './sample.ts';

/** An action on an alert: https://docs.opsgenie.com/docs/webhook-integration */
export const opsgenie: CatalogueEntry = {
  types: ['Create', 'Acknowledge', 'AddNote', 'Close'],
  deliver: (_, type, context) =>
    jsonDelivery(context.url, {
      action: type,
      alert: {
        alertId: uuidOf(context),
        message: 'Zoë’s queue is longer than 100',
        tags: ['orders'],
        createdAt: context.now,
        username: 'zoe@example.com',
        priority: 'P3',
      },
      source: { name: '', type: 'web' },
      integrationName: 'Webhook',
    }),
  register:
    'Settings > Integrations > Webhook: the URL …/webhooks/NAME and the custom header X-Webhook-Secret with your secret.',
  secret: 'Make one up, such as `openssl rand -hex 32` prints.',
  traps: [
    'Descriptions and details are cut off at 1,000 characters.',
    'Nothing is signed, and without the header every event is refused.',
  ],
};
