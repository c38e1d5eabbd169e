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
};
