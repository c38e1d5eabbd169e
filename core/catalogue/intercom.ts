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
  'conversation.user.created': (context) => conversation(context, 'open'),
  'conversation.user.replied': (context) => conversation(context, 'open'),
  'conversation.admin.closed': (context) => conversation(context, 'closed'),
};

const conversation = (context: SampleContext, state: string) => ({
  type: 'conversation',
  id: nameOf(context, 12),
  state,
  source: { type: 'conversation', body: '<p>Is the “Zoë” mug back? 🦊</p>' },
});

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
  register:
    'Developer Hub > your app > Configure > Webhooks: endpoint URL https://…/webhooks/NAME and the topics; each needs its permission under Authentication.',
  secret: 'The client secret under Basic Information. It is not the access token.',
  retries: 'One more after about a minute. It pauses for 15 minutes after 1000 errors in a row.',
  retryHours: 1 / 60,
  traps: [
    'Errors for 7 days suspend a private app’s webhooks: press Set live when you are done.',
    'Answers slower than 500 ms put you into a slower queue.',
    'A webhook belongs to the app: the events of every workspace that installed it come here.',
  ],
};
