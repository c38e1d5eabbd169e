import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf, secondsOf } from './sample.ts';

/** A message to a WhatsApp number, a change of a Page: https://developers.facebook.com/docs/graph-api/webhooks/reference */
export const meta: CatalogueEntry = {
  types: ['whatsapp_business_account', 'page'],
  deliver: (_, type, context) => {
    const time = secondsOf(context);
    const message = {
      messaging_product: 'whatsapp',
      metadata: { display_phone_number: '15550001111', phone_number_id: '106540352242922' },
      contacts: [{ profile: { name: 'Zoë' }, wa_id: '16505551234' }],
      messages: [
        {
          from: '16505551234',
          id: `wamid.${nameOf(context, 40)}`,
          timestamp: String(time),
          type: 'text',
          text: { body: 'Hi' },
        },
      ],
    };
    const post = {
      item: 'status',
      verb: 'add',
      post_id: `1_${nameOf(context, 12)}`,
      created_time: time,
      message: 'Hi',
    };
    const change = type === 'page' ? { field: 'feed', value: post } : { field: 'messages', value: message };
    return jsonDelivery(context.url, { object: type, entry: [{ id: '102290129340398', time, changes: [change] }] });
  },
  register:
    'developers.facebook.com > your app > Webhooks (or WhatsApp > Configuration): callback URL and verify token, then subscribe to fields.',
  secret:
    'Your app > Settings > Basic > App secret. Not an access token. The verify token goes into the source as verifyToken.',
  retries: 'Again with growing pauses for 36 hours, for WhatsApp for seven days; then events are dropped.',
  retryHours: 36,
  traps: [
    'The verify token only proves the URL when it is saved; events are signed with the app secret.',
    'Up to a thousand changes come in one request: set split to get each as an event of its own.',
    'While an app is in development, only its own testers cause events.',
  ],
};
