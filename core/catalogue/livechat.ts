import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf } from './sample.ts';

/** The actions in chats: https://platform.text.com/docs/management/webhooks/ */
export const livechat: CatalogueEntry = {
  types: ['incoming_chat', 'chat_deactivated', 'incoming_event'],
  deliver: (_, type, context) =>
    jsonDelivery(context.url, {
      webhook_id: nameOf(context, 32),
      action: type,
      organization_id: '390e44e6-f1e6-0368-6ddb-74145082ceab',
      payload: { chat: { id: nameOf(context, 10), users: [{ name: 'Zoë', type: 'customer' }] } },
      additional_data: {},
    }),
  register:
    'Register a webhook with the Configuration API, with the url …/webhooks/NAME and your secret as secret_key.',
  secret: 'The secret_key that you made up.',
  traps: [
    'The secret stands in the body of every event, so whoever may read the events can send some: keep the body out of your logs.',
    'webhook_id is that of the webhook: an event is known by its body.',
  ],
};
