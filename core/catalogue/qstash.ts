import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf } from './sample.ts';

/** QStash delivers whatever was published: https://upstash.com/docs/qstash/howto/signature */
export const qstash: CatalogueEntry = {
  types: ['event'],
  deliver: (_, __, context) =>
    jsonDelivery(
      context.url,
      { order: nameOf(context, 8), to: 'Zoë' },
      { 'upstash-message-id': `msg_${nameOf(context, 26)}`, 'upstash-retried': '0' },
    ),
  register:
    'Publish to https://…/webhooks/NAME, or name it as the destination of a schedule or of a member of a URL group.',
  secret:
    'The Upstash Console > QStash > Signing Keys: both, {"secrets":["current","next"]}, so that a rotation goes unnoticed.',
  traps: ['The header with the id of the message is not signed; the body is.'],
};
