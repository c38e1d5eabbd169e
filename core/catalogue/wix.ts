import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf, uuidOf } from './sample.ts';

/** https://www.npmjs.com/package/@wix/sdk */
export const wix: CatalogueEntry = {
  types: ['AppInstalled', 'wix.contacts.v4.contact_created'],
  deliver: (base, type, context) => {
    const inner = base === 'AppInstalled' ? { appId: nameOf(context, 12) } : { entityId: uuidOf(context), name: 'Zoë' };
    const data = { data: JSON.stringify(inner), instanceId: uuidOf(context), eventType: type };
    const part = (json: object) => Buffer.from(JSON.stringify(json)).toString('base64url');
    // Not signed yet: what signs it keeps the claims.
    const body = `${part({ alg: 'RS256' })}.${part({ data: JSON.stringify(data) })}.`;
    return { ...jsonDelivery(context.url, body), headers: { 'content-type': 'text/plain' } };
  },
  register:
    'Wix Studio > Custom Apps > your app > Webhooks > Create Webhook: the event and the callback URL https://…/webhooks/NAME.',
  secret: 'The public key on the same page, with its BEGIN and END lines. It is no secret, and not the app secret key.',
  traps: [
    'The body is a token, and processors get it as text: what happened is JSON in its data claim, and in that once more.',
  ],
};
