import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf } from './sample.ts';

/** An identification: https://docs.fingerprint.com/docs/webhooks */
export const fingerprint: CatalogueEntry = {
  types: ['event'],
  deliver: (_, __, context) =>
    jsonDelivery(context.url, {
      requestId: `${context.now}.${nameOf(context, 6)}`,
      timestamp: context.now,
      time: new Date(context.now).toISOString(),
      visitorId: nameOf(context, 20),
      visitorFound: true,
      url: 'https://example.com/zoë',
      ip: '192.0.2.1',
      confidence: { score: 0.97 },
    }),
  register: "In Fingerprint's dashboard, add a webhook.",
  secret: "The webhook's secret. Signatures are a feature of enterprise plans: ask Fingerprint's support for them.",
};
