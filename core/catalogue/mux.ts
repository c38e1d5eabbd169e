import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf, uuidOf } from './sample.ts';

/** The shape of an asset's events: https://www.mux.com/docs/core/listen-for-webhooks */
export const mux: CatalogueEntry = {
  types: ['video.asset.ready', 'video.asset.created'],
  deliver: (base, type, context) => {
    const id = nameOf(context, 44);
    return jsonDelivery(context.url, {
      type,
      id: uuidOf(context),
      created_at: new Date(context.now).toISOString(),
      object: { type: 'asset', id },
      environment: { name: 'Production', id: 'j0863n' },
      data: { id, status: base.replace('video.asset.', ''), duration: 23.8, aspect_ratio: '16:9' },
      attempts: [],
    });
  },
  register:
    'Mux Dashboard > Settings > Webhooks: choose the environment, then add one with the URL https://…/webhooks/NAME.',
  secret:
    'The signing secret of that webhook, on the same page. It is not the secret of an access token or a signing key for playback.',
  retries: 'For 24 hours at growing intervals, when no 2xx comes within 5 seconds.',
  retryHours: 24,
  traps: [
    'It sends every event of the environment: let your processors choose the types.',
    'Each environment has its own webhooks, and each webhook its own secret.',
  ],
};
