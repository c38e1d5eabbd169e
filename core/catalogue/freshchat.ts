import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, uuidOf } from './sample.ts';

/** https://crmsupport.freshworks.com/support/solutions/articles/50000004461 */
export const freshchat: CatalogueEntry = {
  types: ['message_create', 'conversation_resolution'],
  deliver: (base, type, context) => {
    const conversation = { conversation_id: uuidOf(context), app_id: 'a-1', status: 'resolved' };
    const message = { id: uuidOf(context), conversation_id: 'c-1', message_parts: [{ text: { content: 'Grüezi' } }] };
    return jsonDelivery(context.url, {
      actor: { actor_type: 'user', actor_id: 'e5a1b2c3-zoe' },
      action: type,
      action_time: new Date(context.now).toISOString(),
      data: base === 'message_create' ? { message } : { resolve: { resolver: 'e5a1b2c3-zoe', conversation } },
    });
  },
  register:
    'Admin Settings > Marketplace and Integrations > Conversation Webhooks: enable, URL https://…/webhooks/NAME.',
  secret: 'The RSA public key on the same page, with its BEGIN and END lines. It is no secret.',
};
