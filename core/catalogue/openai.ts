import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf, secondsOf } from './sample.ts';

/** The shape of a response's and a batch's events: https://platform.openai.com/docs/api-reference/webhook-events */
export const openai: CatalogueEntry = {
  types: ['response.completed', 'batch.completed'],
  deliver: (base, type, context) =>
    jsonDelivery(
      context.url,
      {
        id: `evt_${nameOf(context, 32)}`,
        object: 'event',
        created_at: secondsOf(context),
        type,
        data: { id: `${base === 'batch.completed' ? 'batch' : 'resp'}_${nameOf(context, 32)}` },
      },
      { 'webhook-id': `wh_${nameOf(context, 32)}` },
    ),
};
