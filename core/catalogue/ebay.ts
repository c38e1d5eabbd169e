import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf, uuidOf } from './sample.ts';

/** https://developer.ebay.com/marketplace-account-deletion */
export const ebay: CatalogueEntry = {
  types: ['MARKETPLACE_ACCOUNT_DELETION', 'PRIORITY_LISTING_REVISION'],
  deliver: (base, type, context) => {
    const time = new Date(context.now).toISOString();
    return jsonDelivery(context.url, {
      metadata: { topic: type, schemaVersion: '1.0', deprecated: false },
      notification: {
        notificationId: `${uuidOf(context)}_33f7e043-fed8-442b-9d44-791923bd9a6d`,
        eventDate: time,
        publishDate: time,
        publishAttemptCount: 1,
        data: {
          username: 'zoë_s',
          userId: nameOf(context, 11),
          ...(base === 'PRIORITY_LISTING_REVISION' && { listingId: '110555555555' }),
        },
      },
    });
  },
  register:
    'developer.ebay.com > Alerts & Notifications: endpoint https://…/webhooks/NAME and a verification token; the source names both, to the letter. Set the secret first.',
  secret:
    'developer.ebay.com > Application Keys: APP-ID:CERT-ID, the two with a colon between them, of the environment that the source names. eBay hands out its keys against them.',
  traps: ['eBay refuses endpoints whose address has its own name in it: call the source something else than ebay.'],
};
