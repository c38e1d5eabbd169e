import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf, secondsOf } from './sample.ts';

/** https://www.twilio.com/docs/sendgrid/for-developers/tracking-events/event */
export const sendgrid: CatalogueEntry = {
  types: ['event'],
  deliver: (_, __, context) => {
    const event = (name: string, more: object) => ({
      email: 'zoe@example.com',
      timestamp: secondsOf(context),
      event: name,
      sg_event_id: nameOf({ ...context, nonce: `${name} ${context.nonce}` }, 22),
      sg_message_id: `${nameOf(context, 22)}.recvd-1`,
      category: ['Grüße'],
      ...more,
    });
    const events = [event('delivered', { response: '250 OK' }), event('open', { useragent: 'Mozilla/5.0' })];
    // Its bodies end like this, and the end is signed too.
    return jsonDelivery(context.url, `${JSON.stringify(events)}\r\n`);
  },
  register:
    'Settings > Mail Settings > Event Webhooks > Create new webhook: Post URL https://…/webhooks/NAME, the events, and Signature Verification enabled.',
  secret:
    'The Verification Key of the same dialog: base64 that begins with MFkwEwYH. It is a public key, and not an API key (SG.…).',
  retries: 'For 24 hours until it gets a 2xx.',
  retryHours: 24,
  traps: [
    'A request holds many events, often of different types: "split": true makes one event of each, and processors can ask for a type.',
    'Signature Verification is off until it is enabled, and then nothing is signed at all.',
    'Because nobody says that a retry is signed with a new time, a signature is good for 25 hours; a "tolerance" of the source shortens that.',
  ],
};
