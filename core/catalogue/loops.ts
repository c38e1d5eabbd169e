import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf, secondsOf } from './sample.ts';

/** The shape of an event: https://loops.so/docs/webhooks */
export const loops: CatalogueEntry = {
  types: ['email.delivered', 'contact.unsubscribed'],
  deliver: (_, type, context) =>
    jsonDelivery(
      context.url,
      {
        eventName: type,
        eventTime: secondsOf(context),
        webhookSchemaVersion: '1.0.0',
        contactIdentity: { id: nameOf(context, 24), email: 'zoe@example.com', userId: 'zoë' },
      },
      { 'webhook-id': `msg_${nameOf(context)}` },
    ),
  register: 'Under Settings > Webhooks, set the URL and choose the events. An account has one endpoint.',
  secret: "The endpoint's signing secret.",
  traps: ['After a change of the secret Loops signs with both for 24 hours.'],
};
