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
};
