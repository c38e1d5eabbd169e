import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf, secondsOf } from './sample.ts';

/** What becomes of a message: https://developers.brevo.com/docs/transactional-webhooks */
export const brevo: CatalogueEntry = {
  types: ['delivered', 'request', 'opened', 'click', 'hard_bounce', 'spam'],
  deliver: (_, type, context) =>
    jsonDelivery(context.url, {
      event: type,
      email: 'zoe@example.com',
      id: 26_224,
      ts: secondsOf(context),
      ts_event: secondsOf(context),
      'message-id': `<${nameOf(context, 20)}@relay.example.com>`,
      subject: 'Your mug, Zoë',
      tags: ['order'],
    }),
  register:
    'Transactional > Settings > Webhook, or POST /v3/webhooks with auth {"type":"bearer","token":"YOUR_SECRET"} and the URL …/webhooks/NAME.',
  secret: 'The token that you made up there.',
  traps: [
    'Nothing is signed, and without a token every event is refused.',
    'Events have no id of their own: an event is known by its body.',
  ],
};
