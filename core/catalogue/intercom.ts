import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf, type SampleContext, secondsOf, uuidOf } from './sample.ts';

/** The item of each topic: https://developers.intercom.com/docs/webhooks */
const ITEMS: Readonly<Record<string, (context: SampleContext) => object>> = {
  'contact.created': (context) => ({
    type: 'contact',
    id: nameOf(context),
    name: 'Zoë Smith',
    email: 'zoe@example.com',
  }),
  'conversation.user.created': (context) => ({
    type: 'conversation',
    id: nameOf(context, 12),
    state: 'open',
    source: { type: 'conversation', body: '<p>Is the “Zoë” mug back? 🦊</p>' },
  }),
};

export const intercom: CatalogueEntry = {
  types: Object.keys(ITEMS),
  deliver: (base, type, context) =>
    jsonDelivery(context.url, {
      type: 'notification_event',
      app_id: 'a1b2c3d4',
      data: { type: 'notification_event_data', item: ITEMS[base]?.(context) },
      id: `notif_${uuidOf(context)}`,
      topic: type,
      delivery_attempts: 1,
      first_sent_at: secondsOf(context),
      created_at: secondsOf(context),
    }),
};
