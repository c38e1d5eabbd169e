import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf, uuidOf } from './sample.ts';

/** The shape of the SDK's events: https://github.com/imagekit-developer/imagekit-nodejs */
export const imagekit: CatalogueEntry = {
  types: ['video.transformation.accepted', 'video.transformation.ready'],
  deliver: (_, type, context) =>
    jsonDelivery(
      context.url,
      {
        type,
        id: uuidOf(context),
        created_at: new Date(context.now).toISOString(),
        request: { x_request_id: uuidOf(context), url: 'https://ik.imagekit.io/acme/zoë.mp4' },
        data: {
          asset: { url: 'https://ik.imagekit.io/acme/zoë.mp4' },
          transformation: { type: 'video-transformation' },
        },
      },
      { 'webhook-id': `msg_${nameOf(context)}` },
    ),
  register: 'In the dashboard, among the developer options, add a webhook.',
  secret: "The webhook's secret as it is shown (whsec_…).",
  traps: ["The key is the secret's text, which other Standard Webhooks senders decode."],
};
