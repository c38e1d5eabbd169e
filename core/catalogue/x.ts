import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf } from './sample.ts';

/** The events of an account: https://docs.x.com/x-api/account-activity/introduction */
export const x: CatalogueEntry = {
  types: ['tweet_create_events', 'direct_message_events', 'follow_events'],
  deliver: (_, type, context) => {
    const id = String(Number.parseInt(nameOf(context, 12), 16));
    const time = String(context.now);
    const message = {
      type: 'message_create',
      id,
      created_timestamp: time,
      message_create: { sender_id: '3284025577' },
    };
    const post = { id_str: id, timestamp_ms: time, text: 'Grüße an Zoë 🦊', user: { id_str: '3284025577' } };
    const event = type === 'direct_message_events' ? message : post;
    return jsonDelivery(context.url, { for_user_id: '2244994945', [type]: [event] });
  },
  register: 'POST https://api.x.com/2/webhooks with the URL, then subscribe accounts to it.',
  secret:
    'Developer Portal > your app > Keys and tokens: the API key secret (consumer secret). Not a bearer or access token.',
  traps: [
    'Set the secret before you register the URL: X tests it with a token at once, and every hour or so again.',
    'A failed test switches the webhook off until it is tested again.',
    'The URL must not name a port.',
  ],
};
