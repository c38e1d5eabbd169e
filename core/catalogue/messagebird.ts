import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf } from './sample.ts';

/** A message and what became of one: https://developers.messagebird.com/api/conversations/#webhooks */
export const messagebird: CatalogueEntry = {
  types: ['message.created', 'message.updated'],
  deliver: (base, type, context) =>
    jsonDelivery(context.url, {
      type,
      contact: { id: nameOf(context, 32), firstName: 'Zoë' },
      message: { id: 'a1', status: base === 'message.created' ? 'received' : 'delivered', content: { text: 'Grüezi' } },
    }),
  register: 'Developers > Webhooks, or the API of the product: https://…/webhooks/NAME.',
  secret: 'Developers settings > Signing key. It is not an access key.',
  traps: [
    'The URL is signed with its query: the public URL has to be the one that MessageBird requests, to the letter.',
    'The older header MessageBird-Signature is not looked at.',
  ],
};
