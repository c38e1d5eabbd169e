import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf, uuidOf } from './sample.ts';

/** The shape of an email's events: https://resend.com/docs/dashboard/webhooks/event-types */
export const resend: CatalogueEntry = {
  types: ['email.delivered', 'email.bounced', 'email.opened'],
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
};
