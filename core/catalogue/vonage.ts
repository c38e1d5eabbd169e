import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, uuidOf } from './sample.ts';

/** What became of a message, and one that came in: https://developer.vonage.com/en/messages/concepts/message-object */
export const vonage: CatalogueEntry = {
  types: ['delivered', 'rejected', 'inbound'],
  deliver: (base, type, context) =>
    jsonDelivery(context.url, {
      message_uuid: uuidOf(context),
      to: '447700900000',
      from: '447700900001',
      timestamp: new Date(context.now).toISOString(),
      channel: 'sms',
      ...(base === 'inbound' ? { message_type: 'text', text: 'Zoë wartet' } : { status: type }),
    }),
  register:
    'dashboard.vonage.com > Applications > your application: the inbound and the status URL are https://…/webhooks/NAME.',
  secret: 'dashboard.vonage.com > Settings > Signature secret. It is not the API secret.',
  traps: [
    'Only a POST is accepted: choose it where the dashboard offers GET as well.',
    'The SMS API of old signs in another way, which is not understood: use the Messages API.',
  ],
};
