import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf, uuidOf } from './sample.ts';

/** A card's events: https://docs.lithic.com/docs/events-api */
export const lithic: CatalogueEntry = {
  types: ['card.created', 'card_transaction.updated'],
  deliver: (_, type, context) =>
    jsonDelivery(
      context.url,
      {
        event_type: type,
        token: uuidOf(context),
        card_token: uuidOf(context),
        created: new Date(context.now).toISOString(),
        memo: 'Zoës Karte',
      },
      { 'webhook-id': `msg_${nameOf(context)}` },
    ),
  register: 'With the Events API or in the dashboard, make an event subscription.',
  secret: "The subscription's secret (whsec_…).",
};
