import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf } from './sample.ts';

/** A connection's events: https://nango.dev/docs/guides/platform/webhooks-from-nango */
export const nango: CatalogueEntry = {
  types: ['auth', 'sync'],
  deliver: (base, type, context) =>
    jsonDelivery(context.url, {
      from: 'nango',
      type,
      connectionId: nameOf(context, 24),
      providerConfigKey: 'hubspot',
      environment: 'PROD',
      success: true,
      ...(base === 'auth'
        ? { authMode: 'OAUTH2', operation: 'creation', endUser: { endUserId: 'zoë' } }
        : { syncName: 'contacts', model: 'Contact', responseResults: { added: 1, updated: 0, deleted: 0 } }),
    }),
  register: 'In the environment settings, under Webhook URLs. There can be two.',
  secret: 'The webhook signing key of the environment. Older environments sign with their secret key.',
  retries: 'Up to 2 more times.',
  traps: [
    'The older header X-Nango-Signature is a plain hash and is not accepted.',
    'Nango sends no id: each delivery counts as an event of its own, also when it is tried again.',
  ],
};
