import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf, uuidOf } from './sample.ts';

/** A task's events: https://developer.todoist.com/api/v1/ */
export const todoist: CatalogueEntry = {
  types: ['item:added', 'item:completed'],
  deliver: (_, type, context) =>
    jsonDelivery(
      context.url,
      {
        event_name: type,
        user_id: '2671355',
        triggered_at: new Date(context.now).toISOString(),
        event_data: { id: nameOf(context, 16), content: 'Milch für Zoë', project_id: '6XGgm6PHrGgMpCFX', priority: 1 },
        version: '10',
      },
      { 'x-todoist-delivery-id': uuidOf(context) },
    ),
  register: 'In the app management console, add the webhook to the app.',
  secret: 'The client secret of the app.',
  retries: 'Anything but a 200 is tried again, under the same delivery id.',
};
