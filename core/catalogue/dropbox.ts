import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf } from './sample.ts';

/** Whose files changed, and nothing else: https://www.dropbox.com/developers/reference/webhooks */
export const dropbox: CatalogueEntry = {
  types: ['event'],
  deliver: (_, __, context) =>
    jsonDelivery(context.url, {
      list_folder: { accounts: [`dbid:${nameOf(context, 32)}`] },
      delta: { users: [parseInt(nameOf(context, 7), 16)] },
    }),
  register: 'dropbox.com/developers/apps > your app > Webhooks > Add the URL: it is tried at once.',
  secret: 'Your app > Settings > App secret. Not an access token.',
  retries: 'Again with growing pauses while no 2xx comes within ten seconds. A URL that keeps failing is switched off.',
  traps: [
    'A notification says whose files changed, not which: ask with a cursor for that.',
    'Two notifications look the same, so that one which is sent again is another event here.',
  ],
};
