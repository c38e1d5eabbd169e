import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, uuidOf } from './sample.ts';

/** Webhooks, version 2: https://pipedrive.readme.io/docs/guide-for-webhooks-v2 */
export const pipedrive: CatalogueEntry = {
  types: ['create.deal', 'change.deal', 'delete.deal', 'create.person'],
  deliver: (_, type, context) => {
    const [action, entity] = type.split('.');
    return jsonDelivery(context.url, {
      data: { id: 1, title: 'Mugs for Zoë', value: 100, currency: 'EUR' },
      previous: action === 'change' ? { value: 90 } : null,
      meta: {
        action,
        attempt: 1,
        entity,
        company_id: '1234',
        correlation_id: uuidOf(context),
        entity_id: '1',
        timestamp: new Date(context.now).toISOString(),
        type: 'general',
        version: '2.0',
      },
    });
  },
  register:
    'Tools and apps > Webhooks > Create new webhook: the endpoint URL …/webhooks/NAME, with an HTTP auth username and password.',
  secret: 'Make up a user and a password; the secret of the source is user:password.',
  traps: ['Nothing is signed, and without user and password every event is refused.'],
};
