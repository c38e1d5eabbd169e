import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, uuidOf } from './sample.ts';

/** The shape of the SDK's `WebhookEvent`: https://github.com/onfido/onfido-node */
export const onfido: CatalogueEntry = {
  types: ['workflow_run.completed', 'watchlist_monitor.matches_updated'],
  deliver: (base, type, context) =>
    jsonDelivery(context.url, {
      payload: {
        resource_type: base.split('.')[0],
        action: type,
        object: {
          id: uuidOf(context),
          status: 'approved',
          completed_at_iso8601: new Date(context.now).toISOString(),
          href: `https://api.eu.onfido.com/v3.6/workflow_runs/${uuidOf(context)}`,
        },
        resource: {
          id: uuidOf(context),
          applicant_id: '3e64c0d2-5a5b-4b4e-8f5a-0c7f6f1f2a10',
          reasons: ['Ausweis für Zoë geprüft'],
        },
      },
    }),
  register: 'Make a webhook in the dashboard, or with the API.',
  secret: "The webhook's token, which belongs to this one webhook.",
};
