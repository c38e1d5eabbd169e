import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf, type SampleContext } from './sample.ts';

/** The shape that the specification proposes: https://github.com/standard-webhooks/standard-webhooks */
const DATA: Readonly<Record<string, (context: SampleContext) => object>> = {
  'user.created': (context) => ({ id: `usr_${nameOf(context)}`, name: 'Zoë Smith', email: 'zoe@example.com' }),
  'invoice.paid': (context) => ({ id: `inv_${nameOf(context)}`, amount: 4900, currency: 'EUR' }),
};

export const standardWebhooks: CatalogueEntry = {
  types: Object.keys(DATA),
  deliver: (base, type, context) =>
    jsonDelivery(
      context.url,
      { type, timestamp: new Date(context.now).toISOString(), data: DATA[base]?.(context) },
      { 'webhook-id': `msg_${nameOf(context)}` },
    ),
};
