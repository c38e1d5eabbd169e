import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf } from './sample.ts';

/** A list of events: https://pusher.com/docs/channels/server_api/webhooks/ */
export const pusher: CatalogueEntry = {
  types: ['event'],
  deliver: (_, __, context) =>
    jsonDelivery(
      context.url,
      {
        time_ms: context.now,
        events: [
          { name: 'channel_occupied', channel: `presence-${nameOf(context, 8)}` },
          { name: 'member_added', channel: 'presence-café', user_id: 'zoe' },
        ],
      },
      { 'x-pusher-key': nameOf(context, 20) },
    ),
  register: "In the app's settings in the dashboard, add a webhook.",
  secret: 'The secret of the app key that X-Pusher-Key names.',
  traps: [
    'One request carries several events: set "split" on the source to get each of them by itself, typed like channel_occupied.',
  ],
};
