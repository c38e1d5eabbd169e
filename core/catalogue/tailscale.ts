import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf } from './sample.ts';

/** A list of one event: https://tailscale.com/kb/1213/webhooks */
export const tailscale: CatalogueEntry = {
  types: ['event'],
  deliver: (_, __, context) =>
    jsonDelivery(context.url, [
      {
        timestamp: new Date(context.now).toISOString(),
        version: 1,
        type: 'nodeCreated',
        tailnet: 'example.com',
        message: 'Node zoe-laptop.example.ts.net created',
        data: { nodeID: nameOf(context, 12), deviceName: 'zoe-laptop.example.ts.net', actor: 'zoe@example.com' },
      },
    ]),
  register:
    'Admin console > Settings > Webhooks > Add endpoint, as an Owner, Admin, Network admin or IT admin: https://…/webhooks/NAME and the events; no Slack, Discord or other destination.',
  secret:
    'The webhook secret that is shown once when the endpoint is made. It is not an auth key or an API access token.',
  retries: 'Tailscale does not say for how long.',
  traps: [
    'A rotated secret takes over at once: what comes until you put it in is refused.',
    'A request is a list of events, which may be of several types, so it has none itself: split: true makes an event of each.',
    'With a destination such as Slack the body is a chat message, not an event.',
  ],
};
