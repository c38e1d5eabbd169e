import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf } from './sample.ts';

/** A task's events: https://developer.clickup.com/docs/webhooks */
export const clickup: CatalogueEntry = {
  types: ['taskCreated', 'taskStatusUpdated'],
  deliver: (_, type, context) =>
    jsonDelivery(context.url, {
      event: type,
      task_id: '1vj37mc',
      webhook_id: '7fa3ec74-69a8-4530-a251-8a13730bd204',
      history_items: [
        {
          id: String(Number.parseInt(nameOf(context, 12), 16)),
          type: 1,
          date: String(context.now),
          field: 'status',
          parent_id: '162641062',
          user: { id: 183, username: 'Zoë' },
        },
      ],
    }),
  register: "With ClickUp's API: POST /api/v2/team/{team_id}/webhook.",
  secret: 'The webhook.secret in the answer to that call.',
};
