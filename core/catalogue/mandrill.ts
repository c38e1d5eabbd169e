import type { CatalogueEntry } from './catalogue-entry.ts';
import { formDelivery, nameOf, secondsOf } from './sample.ts';

/** A list of events in a form: https://mailchimp.com/developer/transactional/docs/webhooks/ */
export const mandrill: CatalogueEntry = {
  types: ['event'],
  deliver: (_, __, context) => {
    const _id = nameOf(context, 32);
    const ts = secondsOf(context);
    const msg = {
      _id,
      ts,
      email: 'zoe@example.com',
      sender: 'shop@example.com',
      subject: 'Dein Becher, Zoë',
      state: 'sent',
    };
    return formDelivery(context.url, {
      mandrill_events: JSON.stringify([
        { event: 'send', _id, ts, msg },
        { event: 'open', _id, ts, msg, ip: '203.0.113.7' },
      ]),
    });
  },
  register: 'Mandrill > Settings > Webhooks > Add a Webhook: the events and the URL (it is tried at once).',
  secret: 'Settings > Webhooks > View key of that webhook. Not an API key.',
  retries: 'Again with growing pauses, then the batch is dropped.',
  traps: [
    'Events come in lists: set split to get each as an event of its own.',
    'The URL is part of what is signed, with the query exactly as registered.',
    'The key exists only after the webhook was made: until then only the test of the URL is answered.',
  ],
};
