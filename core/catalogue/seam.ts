import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf, uuidOf } from './sample.ts';

/** A device's events: https://docs.seam.co/latest/developer-tools/webhooks */
export const seam: CatalogueEntry = {
  types: ['device.connected', 'access_code.created'],
  deliver: (_, type, context) =>
    jsonDelivery(
      context.url,
      {
        event_id: uuidOf(context),
        event_type: type,
        workspace_id: uuidOf(context),
        device_id: `${uuidOf(context).slice(0, 35)}d`,
        created_at: new Date(context.now).toISOString(),
        occurred_at: new Date(context.now).toISOString(),
        note: 'Zoës Tür',
      },
      { 'webhook-id': `msg_${nameOf(context)}` },
    ),
  register: 'In the Seam Console, add a webhook.',
  secret: "The endpoint's signing secret (whsec_…).",
};
