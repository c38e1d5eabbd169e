import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, uuidOf } from './sample.ts';

/** A vehicle's events: https://smartcar.com/docs/webhooks/overview */
export const smartcar: CatalogueEntry = {
  types: ['VEHICLE_STATE', 'VEHICLE_ERROR'],
  deliver: (_, type, context) =>
    jsonDelivery(context.url, {
      eventId: uuidOf(context),
      eventType: type,
      data: {
        user: { id: uuidOf(context) },
        vehicle: { id: uuidOf(context), make: 'CITROËN', model: 'C3', year: 2026 },
        signals: [],
      },
      meta: { deliveryId: uuidOf(context), version: '4.0' },
    }),
  register:
    "In Smartcar's dashboard, add a webhook. Smartcar tries the address at once, so set the source's secret first.",
  secret: 'The application management token.',
};
