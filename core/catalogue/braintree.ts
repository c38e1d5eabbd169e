import type { CatalogueEntry } from './catalogue-entry.ts';
import { formDelivery, nameOf } from './sample.ts';

/** The shape of a notification: https://developer.paypal.com/braintree/docs/guides/webhooks/parse */
export const braintree: CatalogueEntry = {
  types: ['subscription_charged_successfully', 'subscription_canceled', 'dispute_opened'],
  deliver: (_, type, context) => {
    const time = new Date(context.now).toISOString().replace(/\.\d+Z$/, 'Z');
    const kind = type.split('_')[0];
    const xml = `<?xml version="1.0" encoding="UTF-8"?>
<notification>
  <kind>${type}</kind>
  <timestamp type="datetime">${time}</timestamp>
  <subject><${kind}><id>${nameOf(context, 6)}</id><descriptor><name>Zoë’s Becher</name></descriptor></${kind}></subject>
</notification>
`;
    return formDelivery(context.url, { bt_payload: `${Buffer.from(xml).toString('base64')}\n` });
  },
  register:
    'Control Panel > Settings > Webhooks > Create new webhook: URL and notifications. The URL is tried at once.',
  secret:
    'Settings > API > API keys: the private key. The public key of the same pair goes into the source as publicKey.',
  retries: 'Again every hour for a day, in the sandbox for three hours, while the answer is not 2xx within 30 seconds.',
  retryHours: 24,
  traps: [
    'Set the secret before you make the webhook: the test of the URL is answered with it.',
    'Braintree signs with the pair of keys that made the webhook.',
    'The event is XML in base64, in the field bt_payload.',
  ],
};
