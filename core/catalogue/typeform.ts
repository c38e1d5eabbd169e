import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf } from './sample.ts';

/** The shape of a response: https://www.typeform.com/developers/webhooks/example-payload/ */
export const typeform: CatalogueEntry = {
  types: ['form_response', 'form_response_partial'],
  deliver: (_, type, context) => {
    const time = new Date(context.now).toISOString();
    const field = { id: 'DlXFaesGBpoF', type: 'short_text', ref: 'name' };
    return jsonDelivery(context.url, {
      event_id: nameOf(context, 26),
      event_type: type,
      form_response: {
        form_id: 'lT4Z3j',
        token: nameOf(context, 32),
        landed_at: time,
        submitted_at: time,
        definition: { id: 'lT4Z3j', title: 'Your mug', fields: [{ ...field, title: 'Which name goes on it?' }] },
        answers: [{ type: 'text', text: 'Zoë', field }],
      },
    });
  },
};
