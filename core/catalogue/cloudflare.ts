import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf, secondsOf } from './sample.ts';

/** The generic payload: https://developers.cloudflare.com/notifications/reference/webhook-payload-schema/ */
export const cloudflare: CatalogueEntry = {
  types: ['universal_ssl_event_type', 'dos_attack_l7', 'workers_alert'],
  deliver: (_, type, context) =>
    jsonDelivery(context.url, {
      name: 'A notification for Zoë',
      text: 'Something happened to example.com',
      data: { correlation_id: nameOf(context, 32), zone_name: 'example.com' },
      ts: secondsOf(context),
      account_id: nameOf(context, 32),
      policy_id: '6f1bd4fd5a8d4d5f8a7a6f2f1c7f0c11',
      alert_type: type,
    }),
  register: 'Notifications > Destinations > Webhooks > Create: the URL …/webhooks/NAME, and your secret.',
  secret: 'The secret that you typed in there.',
  secretIsOurs: true,
  traps: [
    'The secret is optional there and demanded here: without it every notification is refused.',
    'The test that comes when the webhook is saved is an event without a type.',
  ],
};
