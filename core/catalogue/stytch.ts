import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf, uuidOf } from './sample.ts';

/** A user's events: https://stytch.com/docs/workspace-management/webhooks */
export const stytch: CatalogueEntry = {
  types: ['direct.user.create', 'dashboard.user.update'],
  deliver: (base, type, context) => {
    const [source, object_type, action] = (type.split('.').length === 3 ? type : base).toUpperCase().split('.');
    return jsonDelivery(
      context.url,
      {
        project_id: `project-live-${uuidOf(context)}`,
        event_id: `event-live-${uuidOf(context)}`,
        action,
        object_type: object_type?.toLowerCase(),
        source,
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
