import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf, uuidOf } from './sample.ts';

/** What Contentful sends: https://www.contentful.com/developers/docs/extensibility/webhooks/headers */
export const contentful: CatalogueEntry = {
  types: ['ContentManagement.Entry.publish', 'ContentManagement.Entry.unpublish', 'ContentManagement.Asset.publish'],
  deliver: (_, type, context) => {
    const time = new Date(context.now).toISOString();
    const link = (linkType: string, id: string) => ({ sys: { type: 'Link', linkType, id } });
    const sys = {
      type: type.includes('Asset') ? 'Asset' : 'Entry',
      id: nameOf(context, 22),
      space: link('Space', 'yadj1kx9rmg0'),
      environment: link('Environment', 'master'),
      revision: 1,
      createdAt: time,
      updatedAt: time,
    };
    return jsonDelivery(
      context.url,
      { sys, fields: { title: { 'de-DE': 'Zoës Becher' } } },
      {
        'content-type': 'application/vnd.contentful.management.v1+json',
        'x-contentful-topic': type,
        'x-contentful-webhook-name': 'Breakwater',
        'x-contentful-idempotency-key': uuidOf(context),
      },
    );
  },
  register: 'Space > Settings > Webhooks > Add Webhook: URL, POST, and the events.',
  secret:
    'Settings > Webhooks > Settings > Enable request verification: 64 characters, one secret for all webhooks of a space.',
  retries: 'Three more times after a timeout, a 429 or a 5xx.',
  traps: [
    'Without request verification nothing is signed, and everything is refused.',
    'Path and query of the URL are signed: behind another domain or stage they have to stay as registered.',
    'A signature is good for 30 seconds, both ways: a clock that is off refuses everything.',
    'The topic tells the type and is only as trustworthy as the list of signed headers makes it.',
  ],
};
