import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf, uuidOf } from './sample.ts';

/** A notification: https://developer.authorize.net/api/reference/features/webhooks.html */
export const authorizeNet: CatalogueEntry = {
  types: ['net.authorize.payment.authcapture.created', 'net.authorize.customer.created'],
  deliver: (_, type, context) =>
    jsonDelivery(context.url, {
      notificationId: uuidOf(context),
      eventType: type,
      eventDate: new Date(context.now).toISOString(),
      webhookId: '63d6fea2-aa13-4b1d-a204-f5fbc15942b7',
      payload: {
        responseCode: 1,
        authCode: 'LZ6I19',
        avsResponse: 'Y',
        authAmount: 45.0,
        entityName: 'transaction',
        id: nameOf(context, 11),
      },
    }),
  register: 'In the merchant interface or with the API.',
  secret: 'The Signature Key of the merchant interface: bytes in hex. Making a new one ends the old.',
};
