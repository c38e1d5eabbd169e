import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, uuidOf } from './sample.ts';

/** https://developer.adobe.com/events/docs/guides/ */
export const adobeIoEvents: CatalogueEntry = {
  types: ['aem.assets.asset.created', 'aem.assets.asset.deleted'],
  deliver: (_, type, context) =>
    jsonDelivery(
      context.url,
      {
        specversion: '1.0',
        id: uuidOf(context),
        event_id: uuidOf(context),
        source: 'urn:acme:assets',
        type,
        time: new Date(context.now).toISOString(),
        data: { repositoryMetadata: { 'repo:name': 'größe.png' } },
        recipient_client_id: '0f1e2d3c4b5a69788796a5b4',
      },
      { 'x-adobe-event-code': type },
    ),
  register:
    'developer.adobe.com/console > your project > Add to Project > Event > Webhook: https://…/webhooks/NAME, one event a request. The source names the client id.',
  secret: 'None: Adobe publishes its keys. A public key that is set as the secret is the only one that counts.',
  traps: [
    'The signature is the same for every customer of Adobe: what is for another client id is refused.',
    'Batches have no one recipient: choose the webhook that gets one event a request.',
  ],
};
