import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, uuidOf } from './sample.ts';

/** https://developer.apple.com/documentation/appstoreservernotifications/responsebodyv2decodedpayload */
export const appleAppStore: CatalogueEntry = {
  types: ['DID_RENEW', 'SUBSCRIBED.INITIAL_BUY', 'REFUND'],
  deliver: (_, type, context) => {
    const [notificationType, subtype] = type.split('.');
    const payload = {
      notificationType,
      ...(subtype && { subtype }),
      notificationUUID: uuidOf(context),
      data: { appAppleId: 41234, bundleId: 'com.acme.app', bundleVersion: '1.0', environment: 'Production', status: 1 },
      version: '2.0',
      signedDate: context.now,
    };
    const part = (json: object) => Buffer.from(JSON.stringify(json)).toString('base64url');
    // Not signed yet: what signs it keeps the claims.
    return jsonDelivery(context.url, { signedPayload: `${part({ alg: 'ES256' })}.${part(payload)}.` });
  },
  register:
    'App Store Connect > your app > App Information > App Store Server Notifications: Production Server URL https://…/webhooks/NAME, version 2; the sandbox has a URL, and needs a source, of its own.',
  secret:
    'None: the certificates come with each notification. A public key that is set as the secret is the only one that counts.',
  retries: 'Five times: after 1, 12, 24, 48 and 72 hours, each counted from the one before.',
  retryHours: 157,
  traps: [
    'The transaction in a notification is a token of its own; it is vouched for by the notification around it.',
    'Version 1 notifications are not signed, and are refused.',
  ],
};
