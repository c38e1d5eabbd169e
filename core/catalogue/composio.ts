import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf, uuidOf } from './sample.ts';

/** The shape of an event: https://docs.composio.dev/docs/subscribing-to-triggers */
export const composio: CatalogueEntry = {
  types: ['composio.trigger.message', 'composio.connected_account.expired'],
  deliver: (_, type, context) =>
    jsonDelivery(
      context.url,
      {
        id: `msg_${uuidOf(context)}`,
        type,
        timestamp: new Date(context.now).toISOString(),
        metadata: { trigger_slug: 'GMAIL_NEW_GMAIL_MESSAGE', user_id: 'zoe' },
        data: { subject: 'Grüße von Zoë' },
      },
      { 'webhook-id': `msg_${nameOf(context)}` },
    ),
  register: "In the project's settings, set the webhook URL.",
  secret: 'The webhook secret of the project, as it is shown.',
  traps: ["The key is the secret's text, which other Standard Webhooks senders decode."],
};
