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
  register:
    'The form > Connect > Webhooks > Add a webhook: https://…/webhooks/NAME; edit it to set a secret, and switch it on, since new ones are off.',
  secret: 'The text that you put into Secret. It is not a personal access token.',
  secretIsOurs: true,
  retries:
    'After a 408, 423, 429 or 503 every 2 to 3 minutes for 10 hours; after other errors a few at growing intervals.',
  retryHours: 10,
  traps: [
    'A 404 switches the webhook off at once: a mistyped NAME in the URL is enough.',
    'Without a secret Typeform signs nothing, and everything is refused.',
    'Webhooks belong to a form: give them all the same secret to use one source for several forms.',
  ],
};
