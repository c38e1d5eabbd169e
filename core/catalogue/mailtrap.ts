import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, secondsOf, uuidOf } from './sample.ts';

/** A list of events: https://docs.mailtrap.io/email-api-smtp/advanced/webhooks */
export const mailtrap: CatalogueEntry = {
  types: ['event'],
  deliver: (_, __, context) =>
    jsonDelivery(context.url, {
      events: [
        {
          event: 'delivery',
          email: 'zoe@example.com',
          category: 'Begrüßung',
          message_id: uuidOf(context),
          event_id: `${uuidOf(context).slice(0, 35)}e`,
          sending_stream: 'transactional',
          timestamp: secondsOf(context),
        },
      ],
    }),
  register: "In Mailtrap's sending settings, add a webhook.",
  secret: "The webhook's signing secret.",
  traps: [
    'One request carries several events: set "split" on the source to get each of them by itself, typed like delivery.',
  ],
};
