import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf } from './sample.ts';

/** The standard webhook: https://docs.adyen.com/development-resources/webhooks/webhook-types */
export const adyen: CatalogueEntry = {
  types: ['AUTHORISATION', 'CAPTURE', 'REFUND', 'CHARGEBACK'],
  deliver: (_, type, context) => {
    const item = {
      additionalData: { cardSummary: '1111' },
      amount: { currency: 'EUR', value: 1250 },
      eventCode: type,
      eventDate: new Date(context.now).toISOString().replace(/\.\d+Z$/, '+00:00'),
      merchantAccountCode: 'AcmeShopECOM',
      merchantReference: 'Bestellung für Zoë: 1001',
      ...(type !== 'AUTHORISATION' && { originalReference: 'NC6HT9CRT65ZGN82' }),
      paymentMethod: 'visa',
      pspReference: nameOf(context, 16).toUpperCase(),
      reason: '',
      success: 'true',
    };
    return jsonDelivery(context.url, { live: 'false', notificationItems: [{ NotificationRequestItem: item }] });
  },
  register: 'Customer Area > Developers > Webhooks > + Webhook > Standard webhook: the URL, method JSON.',
  secret: 'In the webhook’s settings, Security > HMAC key > Generate: hex, shown once. Live and test have their own.',
  retries: 'Again with growing pauses while the answer is not 2xx within 10 seconds; later events wait in line.',
  traps: [
    'Eight fields of an item are signed; fetch the payment before you act on any other.',
    'A new key may take a while to be used: keep the old one beside it.',
    'Items without a signature are refused: generate the key before you save the webhook.',
    'Other products sign the whole body, in the header HmacSignature.',
  ],
};
