import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf } from './sample.ts';

/** The thin payload: https://www.eventbrite.com/platform/docs/webhooks */
export const eventbrite: CatalogueEntry = {
  types: ['order.placed', 'order.updated', 'attendee.updated', 'event.published'],
  deliver: (_, type, context) =>
    jsonDelivery(
      context.url,
      {
        api_url: `https://www.eventbriteapi.com/v3/orders/${nameOf(context, 10)}/`,
        config: { action: type, endpoint_url: context.url, user_id: '163054428874', webhook_id: '147601' },
      },
      { 'x-eventbrite-event': type, 'x-eventbrite-delivery': nameOf(context, 16) },
    ),
  register:
    'Account Settings > Developer Links > Webhooks > Add Webhook, with the payload URL …/webhooks/NAME?secret=YOUR_SECRET.',
  secret: 'Make one up of letters, digits and -._~, such as `openssl rand -hex 32` prints.',
  traps: [
    'Nothing is signed. The payload only names an api_url: fetch it with your own token, and only from www.eventbriteapi.com.',
    'The payload repeats the URL that was registered in config.endpoint_url, secret included: do not log it.',
    'A test delivery has an api_url that leads nowhere.',
  ],
};
