import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, uuidOf } from './sample.ts';

/** A message's events: https://getstream.io/chat/docs/node/webhook_events/ */
export const stream: CatalogueEntry = {
  types: ['message.new', 'message.updated'],
  deliver: (_, type, context) =>
    jsonDelivery(
      context.url,
      {
        type,
        cid: 'messaging:fun',
        channel_id: 'fun',
        channel_type: 'messaging',
        message: {
          id: uuidOf(context),
          text: 'Schön, dass du da bist, Zoë 🦊',
          type: 'regular',
          created_at: new Date(context.now).toISOString(),
        },
        user: { id: 'zoe', role: 'user', name: 'Zoë' },
        created_at: new Date(context.now).toISOString(),
      },
      { 'x-webhook-id': uuidOf(context) },
    ),
  register: "In Stream's dashboard, set the webhook URL of the app.",
  secret: "The app's API secret.",
  retries: 'A 408, 429, 5xx or a timeout is tried 3 times in all, within 15 seconds.',
  traps: [
    'What is signed is the JSON before it is compressed. Breakwater checks the bytes that arrive, so leave compression of webhooks off.',
    'A new API secret changes the signatures at once: give the source both secrets while you change it.',
  ],
};
