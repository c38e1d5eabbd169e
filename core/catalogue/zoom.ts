import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf, uuidOf } from './sample.ts';

/** The meeting events: https://developers.zoom.us/docs/api/meetings/events/ */
export const zoom: CatalogueEntry = {
  types: ['meeting.started', 'meeting.ended', 'recording.completed'],
  deliver: (_, type, context) =>
    jsonDelivery(context.url, {
      event: type,
      event_ts: context.now,
      payload: {
        account_id: nameOf(context, 22),
        object: {
          id: String(parseInt(nameOf(context, 9), 16)),
          uuid: uuidOf(context),
          host_id: 'x1yCzABCDEfg23HiJKl4mN',
          topic: 'Stand-up with Zoë',
          type: 2,
          start_time: new Date(context.now).toISOString(),
          timezone: 'Europe/Berlin',
          duration: 15,
        },
      },
    }),
  register:
    'marketplace.zoom.us > your app > Feature > Event subscriptions > Add: endpoint URL and events, then Validate.',
  secret: 'Your app > Feature > Secret token. Not the client secret, nor the retired verification token.',
  retries: 'Three more times: after 5, 30 and 90 minutes.',
  retryHours: 2,
  traps: [
    'Put the secret token in first: Zoom validates the URL with a signed request, and again every 72 hours.',
    'Zoom waits for 3 seconds.',
  ],
};
