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
};
