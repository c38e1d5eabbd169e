import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf } from './sample.ts';

/** The one notification there is: https://airtable.com/developers/web/api/webhooks-overview */
export const airtable: CatalogueEntry = {
  types: ['event'],
  deliver: (_, __, context) =>
    jsonDelivery(context.url, {
      base: { id: `app${nameOf(context, 14)}` },
      webhook: { id: 'ach00000000000001' },
      timestamp: new Date(context.now).toISOString(),
    }),
  register:
    'Over the API only: POST https://api.airtable.com/v0/bases/BASE_ID/webhooks with a token of the scope webhook:manage, notificationUrl https://…/webhooks/NAME and a specification whose dataTypes say what to watch, such as tableData.',
  secret:
    'macSecretBase64 in the answer to that call, whole, with the = at its end. It is shown then only. It is not the access token.',
  retries:
    'For a while after an error; the list of webhooks says how the last try went. Airtable keeps what changed for 7 days.',
  traps: [
    'A webhook ends after 7 days: call “refresh a webhook” before that, again and again.',
    'A notification only says that something changed. Fetch the changes with “list webhook payloads”, from the cursor that you kept.',
    'Each webhook has a secret of its own: make a source for each.',
  ],
};
