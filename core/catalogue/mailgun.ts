import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf } from './sample.ts';

/** What Mailgun sends: https://documentation.mailgun.com/docs/mailgun/user-manual/events/event-structure */
export const mailgun: CatalogueEntry = {
  types: ['delivered', 'opened', 'clicked', 'failed', 'complained', 'unsubscribed'],
  deliver: (_, type, context) =>
    jsonDelivery(context.url, {
      'event-data': {
        event: type,
        id: nameOf(context, 22),
        timestamp: context.now / 1000,
        'log-level': type === 'failed' ? 'error' : 'info',
        recipient: 'zoe@example.com',
        'recipient-domain': 'example.com',
        message: { headers: { subject: 'Dein Becher, Zoë', 'message-id': `${nameOf(context, 20)}@mail.example.com` } },
        ...(type === 'failed' && { severity: 'permanent', reason: 'bounce' }),
      },
    }),
  register: 'Mailgun > Sending > Webhooks > Add webhook: the type of event and the URL, for each type.',
  secret: 'Settings > API security > HTTP webhook signing key. Not the private API key.',
  retries: 'Again for eight hours; an answer of 406 ends it.',
  retryHours: 8,
  traps: [
    'Only time and token are signed, not the event: fetch what it speaks of before you act on it.',
    'The token names the event here, so that nobody can send another under its signature; the id of the event data is the one to do work by.',
    'Forwarded mail with attachments comes as multipart/form-data, which is refused.',
  ],
};
