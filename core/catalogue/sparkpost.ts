import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf, secondsOf, uuidOf } from './sample.ts';

/** A batch of one: https://developers.sparkpost.com/api/webhooks/ */
export const sparkpost: CatalogueEntry = {
  types: ['event'],
  deliver: (_, __, context) =>
    jsonDelivery(
      context.url,
      [
        {
          msys: {
            message_event: {
              type: 'delivery',
              event_id: String(parseInt(nameOf(context, 12), 16)),
              timestamp: String(secondsOf(context)),
              message_id: nameOf(context, 20),
              rcpt_to: 'zoe@example.com',
              subject: 'Your mug, Zoë',
            },
          },
        },
      ],
      { 'x-messagesystems-batch-id': uuidOf(context) },
    ),
  register: 'Configuration > Webhooks > Create Webhook: the target …/webhooks/NAME, with basic authentication.',
  secret: 'Make up a user and a password; the secret of the source is user:password.',
  traps: ['One request holds many events: with split: true each is an event of its own, with its own id and type.'],
};
