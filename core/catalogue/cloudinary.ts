import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf } from './sample.ts';

/** https://cloudinary.com/documentation/notifications */
export const cloudinary: CatalogueEntry = {
  types: ['upload', 'delete'],
  deliver: (base, type, context) => {
    const public_id = `mugs/größe-${nameOf(context, 8)}`;
    const what =
      base === 'delete'
        ? { resources: [{ resource_type: 'image', type: 'upload', public_id }], public_id }
        : { public_id, version: 1760000000, width: 864, height: 576, format: 'jpg', bytes: 120253 };
    return jsonDelivery(context.url, {
      notification_type: type,
      timestamp: new Date(context.now).toISOString(),
      request_id: nameOf(context, 32),
      ...what,
    });
  },
  register:
    'Settings > Webhook Notifications > Add: https://…/webhooks/NAME and the types; or notification_url with an upload.',
  secret: 'Settings > API Keys: the API secret that the account signs with.',
  traps: ['Events have no id: two that look just the same count as one.'],
};
