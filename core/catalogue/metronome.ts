import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, uuidOf } from './sample.ts';

/** An alert: https://docs.metronome.com/connect-metronome/webhooks/ */
export const metronome: CatalogueEntry = {
  types: ['alerts.spend_threshold_reached', 'alerts.low_credit_balance_reached'],
  deliver: (_, type, context) =>
    jsonDelivery(context.url, {
      id: uuidOf(context),
      type,
      properties: {
        customer_id: 'fb0a2c3f-0f2e-4c3a-8f0b-7f6d6c1b2a10',
        alert_id: '5e8691bf-b22a-4672-922d-f80eee940f01',
        alert_name: 'Zoës Grenze',
        threshold: 100000,
        timestamp: new Date(context.now).toISOString(),
      },
    }),
  register: "In Metronome's application, add a webhook.",
  secret: "The webhook's secret, as text.",
};
