import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf } from './sample.ts';

/** A list of events: https://developers.line.biz/en/reference/messaging-api/#webhook-event-objects */
export const line: CatalogueEntry = {
  types: ['event'],
  deliver: (_, __, context) => {
    const event = (id: string) => ({
      webhookEventId: `01${nameOf(context, 23)}${id}`.toUpperCase(),
      deliveryContext: { isRedelivery: false },
      timestamp: context.now,
      mode: 'active',
      source: { type: 'user', userId: 'U80696558e1aa831f4a3c3c3b3a3d3e3f' },
      replyToken: nameOf(context, 32),
    });
    return jsonDelivery(context.url, {
      destination: 'U1b2c3d4e5f60718293a4b5c6d7e8f901',
      events: [
        { type: 'message', ...event('A'), message: { type: 'text', id: '468789577898262530', text: 'こんにちは Zoë' } },
        { type: 'follow', ...event('B'), follow: { isUnblocked: false } },
      ],
    });
  },
  register: 'LINE Developers Console > your channel > Messaging API > Webhook URL, Verify, and switch Use webhook on.',
  secret: 'Your channel > Basic settings > Channel secret. Not the channel access token.',
  retries: 'None, unless Webhook redelivery is switched on beside the URL.',
  traps: [
    'Several events come in one request: set split to get each as an event of its own.',
    'Redelivered events keep their id and may come in another order.',
    'A reply token is good for a short while only.',
  ],
};
