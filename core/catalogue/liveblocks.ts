import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf } from './sample.ts';

/** The shape of the SDK's `WebhookEvent`: https://liveblocks.io/docs/platform/webhooks */
export const liveblocks: CatalogueEntry = {
  types: ['commentCreated', 'storageUpdated'],
  deliver: (_, type, context) =>
    jsonDelivery(
      context.url,
      {
        type,
        data: {
          projectId: nameOf(context, 24),
          roomId: 'room-zoë',
          threadId: 'th_1',
          commentId: `cm_${nameOf(context, 16)}`,
          createdAt: new Date(context.now).toISOString(),
          createdBy: 'zoe',
        },
      },
      { 'webhook-id': `msg_${nameOf(context)}` },
    ),
  register: 'In the dashboard, add a webhook endpoint.',
  secret: "The endpoint's signing secret (whsec_…).",
};
