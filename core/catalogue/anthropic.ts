import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf, uuidOf } from './sample.ts';

/** A thin event: https://platform.claude.com/docs/en/managed-agents/webhooks */
export const anthropic: CatalogueEntry = {
  types: ['session.status_idled', 'session.created'],
  deliver: (_, type, context) =>
    jsonDelivery(
      context.url,
      {
        id: `event_${nameOf(context)}`,
        type: 'event',
        created_at: new Date(context.now).toISOString(),
        data: { id: `sesn_${nameOf(context)}`, type, organization_id: uuidOf(context) },
      },
      { 'webhook-id': `msg_${nameOf(context)}` },
    ),
  register: 'In the dashboard, add a webhook endpoint.',
  secret: "The endpoint's signing secret (whsec_…).",
  traps: ['Events are thin: fetch the session by its id.'],
};
