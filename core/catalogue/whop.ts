import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf } from './sample.ts';

/** The shape of the SDK's events: https://github.com/whopio/whopsdk-typescript */
export const whop: CatalogueEntry = {
  types: ['payment.succeeded', 'membership.activated'],
  deliver: (_, type, context) =>
    jsonDelivery(
      context.url,
      {
        id: `msg_${nameOf(context)}`,
        api_version: 'v1',
        type,
        timestamp: new Date(context.now).toISOString(),
        company_id: 'biz_1',
        data: { id: `pay_${nameOf(context, 14)}`, user: { name: 'Zoë' } },
      },
      { 'webhook-id': `msg_${nameOf(context)}` },
    ),
  register: 'In the dashboard, add a webhook endpoint.',
  secret: "The webhook's secret.",
};
