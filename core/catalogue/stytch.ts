import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf, uuidOf } from './sample.ts';

/** A user's events: https://stytch.com/docs/guides/webhooks/overview */
export const stytch: CatalogueEntry = {
  types: ['user.CREATE', 'user.UPDATE'],
  deliver: (base, type, context) => {
    const [object_type, action] = type.includes('.') ? type.split('.') : base.split('.');
    return jsonDelivery(
      context.url,
      {
        project_id: `project-live-${uuidOf(context)}`,
        event_id: `event-live-${uuidOf(context)}`,
        action,
        object_type,
        source: 'DIRECT',
        id: `user-live-${uuidOf(context)}`,
        timestamp: new Date(context.now).toISOString(),
        user: { name: { first_name: 'Zoë' } },
      },
      { 'webhook-id': `msg_${nameOf(context)}` },
    );
  },
  register: 'In the dashboard, add a webhook endpoint.',
  secret: "The endpoint's signing secret (whsec_…).",
};
