import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf } from './sample.ts';

/** A service's events: https://render.com/docs/webhooks */
export const render: CatalogueEntry = {
  types: ['deploy_ended', 'deploy_started'],
  deliver: (_, type, context) =>
    jsonDelivery(
      context.url,
      {
        type,
        timestamp: new Date(context.now).toISOString(),
        data: {
          id: `evt-${nameOf(context, 20)}`,
          serviceId: 'srv-cukouhrtq21c73e9scng',
          serviceName: 'zoës-laden',
          status: 'succeeded',
        },
      },
      { 'webhook-id': `msg_${nameOf(context)}` },
    ),
  register: "In the workspace's settings, add a webhook.",
  secret: "The webhook's signing secret.",
};
