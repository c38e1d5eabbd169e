import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf } from './sample.ts';

/** What happens in a chat: https://docs.rocket.chat/use-rocket.chat/omnichannel/webhooks */
export const rocketChat: CatalogueEntry = {
  types: ['LivechatSession', 'LivechatSessionStart', 'Message', 'LivechatOfflineMessage'],
  deliver: (_, type, context) =>
    jsonDelivery(context.url, {
      _id: nameOf(context, 17),
      label: 'Zoë',
      type,
      createdAt: new Date(context.now).toISOString(),
      visitor: { name: 'Zoë', username: 'guest-3' },
      messages: [{ username: 'guest-3', msg: 'Is the mug in stock?', ts: new Date(context.now).toISOString() }],
    }),
  register: 'Manage > Omnichannel > Webhooks: the webhook URL …/webhooks/NAME and your secret as secret token.',
  secret: 'The secret token that you typed in there.',
  retries: 'Ten times, ten seconds apart, for any answer but 200.',
  retryHours: 0.03,
  traps: ['Nothing is signed. Events have no id of their own: an event is known by its body.'],
};
