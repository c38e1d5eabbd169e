import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf } from './sample.ts';

/** A conversation's events: https://developer.helpscout.com/webhooks/ */
export const helpscout: CatalogueEntry = {
  types: ['convo.created', 'convo.agent.reply.created'],
  deliver: (_, type, context) =>
    jsonDelivery(
      context.url,
      {
        id: Number.parseInt(nameOf(context, 8), 16),
        type: 'email',
        status: 'active',
        subject: 'Frage von Zoë',
        createdAt: new Date(context.now).toISOString(),
        userUpdatedAt: new Date(context.now).toISOString(),
        mailboxId: 1234,
      },
      { 'x-helpscout-event': type },
    ),
  register: 'In Help Scout, add the Webhooks app, and give it a secret key.',
  secret: 'The secret key that you typed in.',
  secretIsOurs: true,
};
