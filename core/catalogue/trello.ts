import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf } from './sample.ts';

/** An action on a board: https://developer.atlassian.com/cloud/trello/guides/rest-api/webhooks/ */
export const trello: CatalogueEntry = {
  types: ['createCard', 'updateCard', 'commentCard'],
  deliver: (_, type, context) => {
    const board = { id: '5f4a2c8e9b1d3e0017a6c2d4', name: 'Becher', shortLink: 'q1w2e3r4' };
    const card = { id: nameOf(context), name: 'Für Zoë', idShort: 7 };
    return jsonDelivery(context.url, {
      action: {
        id: nameOf(context),
        idMemberCreator: '50095233f62adbe04d935195',
        type,
        date: new Date(context.now).toISOString(),
        data: { board, card, ...(type === 'commentCard' && { text: 'Schön! 🦊' }) },
      },
      model: board,
      webhook: { id: '6500aa00bb11cc22dd33ee44', idModel: board.id, active: true },
    });
  },
  register: 'POST https://api.trello.com/1/webhooks/ with callbackURL and idModel (a board, a list, a card).',
  secret: 'trello.com/power-ups/admin > your Power-Up > API key: the secret beside the key. Not a token.',
  retries: 'Three more times: after 30, 60 and 120 seconds. A URL that keeps failing is switched off.',
  retryHours: 0.1,
  traps: ['The URL is part of what is signed, exactly as it stands in callbackURL.'],
};
