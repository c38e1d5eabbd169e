import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf, uuidOf } from './sample.ts';

/** What each event is about: https://www.mux.com/docs/core/listen-for-webhooks */
const DATA: Readonly<Record<string, object>> = {
  'video.asset.ready': { status: 'ready', duration: 23.8, aspect_ratio: '16:9' },
  'video.asset.created': { status: 'preparing' },
  'video.asset.errored': { status: 'errored', errors: { type: 'invalid_input', messages: ['The file has no video.'] } },
  'video.live_stream.active': { status: 'active', latency_mode: 'standard' },
};

export const mux: CatalogueEntry = {
  types: Object.keys(DATA),
  deliver: (base, type, context) => {
    const id = nameOf(context, 44);
    return jsonDelivery(context.url, {
      type,
      id: uuidOf(context),
      created_at: new Date(context.now).toISOString(),
      object: { type: base.startsWith('video.live_stream.') ? 'live' : 'asset', id },
      environment: { name: 'Production', id: 'j0863n' },
      data: { id, passthrough: 'Zoë’s mug', ...DATA[base] },
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
