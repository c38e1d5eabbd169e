import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf, uuidOf } from './sample.ts';

/** The shape of a V2 webhook: https://developer.box.com/guides/webhooks/v2/ */
export const box: CatalogueEntry = {
  types: ['FILE.UPLOADED', 'FILE.DOWNLOADED', 'FOLDER.CREATED'],
  deliver: (_, type, context) => {
    const time = new Date(context.now).toISOString();
    const kind = type.split('.')[0]?.toLowerCase() ?? 'file';
    return jsonDelivery(context.url, {
      type: 'webhook_event',
      id: uuidOf(context),
      created_at: time,
      trigger: type,
      webhook: { id: '4165', type: 'webhook' },
      created_by: { type: 'user', id: '2030392653', name: 'Zoë' },
      source: { id: String(Number.parseInt(nameOf(context, 9), 16)), type: kind, name: 'Angebot für Zoë.pdf' },
      additional_info: [],
    });
  },
  register: 'Developer Console > your app > Webhooks > Create webhook (V2): URL, file or folder, triggers.',
  secret: 'Your app > Webhooks > Manage signature keys: the primary and the secondary key, both.',
  retries: 'Up to twelve more times with growing pauses.',
  traps: [
    'Put both keys in: Box signs with both, so that you can renew one at a time.',
    'V1 webhooks are not signed, and are refused.',
  ],
};
