import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf, type SampleContext, secondsOf } from './sample.ts';

const ZOE = { id: 1_111_111, is_bot: false, first_name: 'Zoë', language_code: 'de' };

/** The updates of a bot: https://core.telegram.org/bots/api#update */
export const telegram: CatalogueEntry = {
  types: ['message', 'edited_message', 'callback_query'],
  deliver: (base, type, context) =>
    jsonDelivery(context.url, { update_id: numberOf(context), [type]: thing(base, context) }),
  register:
    'Call https://api.telegram.org/bot<TOKEN>/setWebhook with the url …/webhooks/NAME and your secret as secret_token.',
  secret: 'Make one up of letters, digits, _ and -, such as `openssl rand -hex 32` prints.',
  traps: [
    'Nothing is signed: the token only shows that the sender knows it.',
    'An answer could call a method of the Bot API. Breakwater’s is empty, so reply from the processor.',
  ],
};

const numberOf = (context: SampleContext) => parseInt(nameOf(context, 8), 16);

function thing(base: string, context: SampleContext) {
  const message = {
    message_id: numberOf(context) % 10_000,
    from: ZOE,
    chat: { id: ZOE.id, first_name: 'Zoë', type: 'private' },
    date: secondsOf(context),
    text: 'Is the “fox” mug in stock? 🦊',
  };
  if (base === 'callback_query')
    return { id: nameOf(context, 18), from: ZOE, message, chat_instance: '1', data: 'yes' };
  return base === 'edited_message' ? { ...message, edit_date: secondsOf(context) } : message;
}
