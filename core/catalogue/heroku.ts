import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, uuidOf } from './sample.ts';

/** An app's events: https://devcenter.heroku.com/articles/app-webhooks */
export const heroku: CatalogueEntry = {
  types: ['release.create', 'build.update'],
  deliver: (base, type, context) => {
    const [resource, action] = type.includes('.') ? type.split('.') : base.split('.');
    return jsonDelivery(context.url, {
      id: uuidOf(context),
      action,
      resource,
      actor: { id: uuidOf(context), email: 'zoe@example.com' },
      created_at: new Date(context.now).toISOString(),
      data: {
        id: uuidOf(context),
        app: { id: uuidOf(context), name: 'shop' },
        description: 'Zoës Änderung',
        status: 'succeeded',
      },
      previous_data: {},
      version: 'application/vnd.heroku+json; version=3',
    });
  },
  register: 'With `heroku webhooks:add`, or with the API.',
  secret: 'The secret that you gave, or that the command shows once.',
};
