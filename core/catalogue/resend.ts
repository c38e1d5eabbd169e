import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf, uuidOf } from './sample.ts';

/** The shape of an email's events: https://resend.com/docs/dashboard/webhooks/event-types */
export const resend: CatalogueEntry = {
  types: ['email.delivered', 'email.bounced', 'email.opened', 'email.sent', 'email.complained'],
  deliver: (base, type, context) => {
    const time = new Date(context.now).toISOString();
    const bounce = { type: 'Permanent', subType: 'Suppressed', message: 'The recipient’s address does not exist.' };
    return jsonDelivery(
      context.url,
      {
        type,
        created_at: time,
        data: {
          email_id: uuidOf(context),
          created_at: time,
          from: 'Acme <shop@example.com>',
          to: ['zoe@example.com'],
          subject: 'Your mug is on its way',
          ...(base === 'email.bounced' && { bounce }),
        },
      },
      { 'webhook-id': `msg_${nameOf(context)}` },
    );
  },
  register: 'resend.com/webhooks > Add Webhook: https://…/webhooks/NAME and the events.',
  secret: 'The signing secret on the page of that webhook, whsec_ and all. It is not an API key re_….',
  retries:
    'Seven more tries after 5 s, 5 min, 30 min, 2 h, 5 h, 10 h and 10 h; only a 2xx within 15 seconds counts. Any message can be replayed by hand.',
  retryHours: 27.6,
  traps: [
    'email.opened and email.clicked come only from domains that have tracking on.',
    'Order is not kept: email.delivered may come before email.sent.',
  ],
};
