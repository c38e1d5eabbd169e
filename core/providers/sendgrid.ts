import { jsonItems } from '../json-items.ts';
import { publicKeyScheme } from '../signatures/public-key-scheme.ts';
import type { Provider } from './provider.ts';

export const sendgrid: Provider = {
  id: 'sendgrid',
  name: 'SendGrid',
  scheme: publicKeyScheme({
    header: 'X-Twilio-Email-Event-Webhook-Signature',
    algorithm: 'ES256',
    timestamp: { header: 'X-Twilio-Email-Event-Webhook-Timestamp' },
    signed: '{timestamp}{body}',
    // It tries for 24 hours, nobody says that it signs a new time each time, and its own library looks at no time at all.
    tolerance: 90_000,
  }),
  content: 'json',
  // A list of events has no one type: a processor that listens to that of the first would never hear of the others.
  event: { time: 'body.0.timestamp' },
  batch: {
    items: ({ text }) => jsonItems(text),
    event: { id: 'body.sg_event_id', type: 'body.event', time: 'body.timestamp', subject: 'body.sg_message_id' },
  },
  docs: 'https://www.twilio.com/docs/sendgrid/for-developers/tracking-events/getting-started-event-webhook-security-features',
};
