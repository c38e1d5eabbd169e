import type { Content } from '../content.ts';
import { at } from '../field.ts';
import { appleScheme } from '../signatures/apple.ts';
import { jwtClaims } from '../signatures/jwt.ts';
import type { Provider } from './provider.ts';

export const appleAppStore: Provider<'bundleId' | 'environment'> = {
  id: 'apple-app-store',
  name: 'App Store Server Notifications',
  scheme: appleScheme(),
  settings: {
    bundleId: { says: "the app's bundle id", form: /^[A-Za-z0-9.-]{1,155}$/, example: 'com.acme.app' },
    environment: {
      says: 'the environment that the notifications are of',
      form: /^(?:Production|Sandbox)$/,
      example: 'Production',
    },
  },
  content: 'json',
  event: {
    id: (content) => textOf(content, 'notificationUUID'),
    type: (content) =>
      [textOf(content, 'notificationType'), textOf(content, 'subtype')].filter(Boolean).join('.') || undefined,
    time: (content) => textOf(content, 'signedDate'),
    subject: (content) => textOf(content, 'data.bundleId'),
  },
  docs: 'https://developer.apple.com/documentation/appstoreservernotifications/app-store-server-notifications-v2',
};

/** What a notification says of itself stands in the payload of the token in it. */
function textOf({ json }: Content, path: string): string | undefined {
  const value = at(jwtClaims(at(json, 'signedPayload')), path);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}
