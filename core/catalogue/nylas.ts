import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf, secondsOf, uuidOf } from './sample.ts';

/** A CloudEvent: https://developer.nylas.com/docs/v3/notifications/ */
export const nylas: CatalogueEntry = {
  types: ['message.created', 'event.updated'],
  deliver: (_, type, context) =>
    jsonDelivery(context.url, {
      specversion: '1.0',
      type,
      source: '/google/emails/realtime',
      id: nameOf(context, 32),
      time: secondsOf(context),
      webhook_delivery_attempt: 1,
      data: {
        application_id: uuidOf(context),
        object: { id: nameOf(context, 16), grant_id: uuidOf(context), object: 'message', subject: 'Grüße von Zoë' },
      },
    }),
  register: 'In the dashboard or with the API, make a webhook. Nylas tries the address with a GET, which is answered.',
  secret: 'The webhook_secret that Nylas shows once the address has answered: set it then.',
  traps: ['Leave compressed delivery off: Breakwater reads the body as it arrives.'],
};
