import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf } from './sample.ts';

/** A prediction: https://replicate.com/docs/topics/webhooks */
export const replicate: CatalogueEntry = {
  types: ['succeeded', 'failed'],
  deliver: (_, type, context) =>
    jsonDelivery(
      context.url,
      {
        id: nameOf(context, 26),
        version: nameOf(context, 64),
        status: type,
        input: { prompt: 'Zoë and a fox' },
        output: null,
        error: null,
        created_at: new Date(context.now).toISOString(),
        started_at: new Date(context.now).toISOString(),
        completed_at: new Date(context.now).toISOString(),
      },
      { 'webhook-id': `msg_${nameOf(context)}` },
    ),
  register: 'Name the address as `webhook` when you make a prediction.',
  secret: 'From GET /v1/webhooks/default/secret (whsec_…).',
  traps: ['A prediction can send several events, for each status one: the type is the status.'],
};
