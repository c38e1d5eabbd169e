import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf } from './sample.ts';

/** https://docs.cloud.google.com/pubsub/docs/push#receive_push */
export const googlePubsub: CatalogueEntry = {
  types: ['message', 'OBJECT_FINALIZE'],
  deliver: (base, type, context) => {
    const messageId = String(BigInt(`0x${nameOf(context, 13)}`));
    const time = new Date(context.now).toISOString();
    return jsonDelivery(context.url, {
      message: {
        attributes: base === 'message' ? {} : { eventType: type, bucketId: 'mugs', objectId: 'größe.png' },
        data: Buffer.from('{"to":"Zoë"}').toString('base64'),
        messageId,
        message_id: messageId,
        publishTime: time,
        publish_time: time,
      },
      subscription: 'projects/acme/subscriptions/orders',
    });
  },
  register:
    'Pub/Sub > Subscriptions > Create: Push, Endpoint URL https://…/webhooks/NAME, Enable authentication with a service account and an audience; the source names both.',
  secret: 'None: Google publishes its keys. A public key that is set as the secret is the only one that counts.',
  traps: [
    'The token says nothing of the body, and is good for an hour: it vouches for who sends, over TLS.',
    'Without authentication a subscription sends no token, and everything is refused.',
  ],
};
