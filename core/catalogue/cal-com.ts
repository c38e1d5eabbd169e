import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf } from './sample.ts';

/** The shape of a booking's events: https://cal.com/docs/developing/guides/automation/webhooks */
export const calCom: CatalogueEntry = {
  types: ['BOOKING_CREATED', 'BOOKING_CANCELLED', 'BOOKING_RESCHEDULED'],
  deliver: (base, type, context) => {
    const time = new Date(context.now).toISOString();
    return jsonDelivery(context.url, {
      triggerEvent: type,
      createdAt: time,
      payload: {
        type: '30min',
        title: '30 minutes between Acme and Zoë Smith',
        startTime: time,
        endTime: time,
        organizer: { name: 'Acme', email: 'shop@example.com', timeZone: 'Europe/Berlin' },
        attendees: [{ name: 'Zoë Smith', email: 'zoe@example.com', timeZone: 'Europe/Berlin' }],
        uid: nameOf(context, 22),
        status: base === 'BOOKING_CANCELLED' ? 'CANCELLED' : 'ACCEPTED',
      },
    });
  },
  register:
    'Settings > Developer > Webhooks > New: subscriber URL https://…/webhooks/NAME, the event triggers and a secret. Leave the custom payload template off.',
  secret: 'The text that you put into the Secret field. It is not an API key. Cal.com hides it once it is saved.',
  secretIsOurs: true,
  retries: 'Cal.com promises no second try: take it that an event is sent once.',
  traps: [
    'Without a secret Cal.com signs nothing, and everything is refused.',
    'A custom payload template replaces the body: without triggerEvent in it an event has no type.',
  ],
};
