import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf, uuidOf } from './sample.ts';

/** A conversation's events: https://developers.chatwoot.com */
export const chatwoot: CatalogueEntry = {
  types: ['message_created', 'conversation_created'],
  deliver: (_, type, context) =>
    jsonDelivery(
      context.url,
      {
        event: type,
        id: Number.parseInt(nameOf(context, 8), 16),
        content: 'Grüße von Zoë 🦊',
        message_type: 'incoming',
        created_at: new Date(context.now).toISOString(),
        account: { id: 1, name: 'Acme' },
        conversation: { id: 7, status: 'open' },
      },
      { 'x-chatwoot-delivery': uuidOf(context) },
    ),
  register: 'In the settings of the account, among the integrations, add a webhook.',
  secret: "The webhook's secret, which Chatwoot shows there.",
  traps: ['Older versions of Chatwoot that you host yourself sign nothing.'],
};
