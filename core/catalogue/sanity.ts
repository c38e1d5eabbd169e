import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf, uuidOf } from './sample.ts';

/** A document as the default projection sends it: https://www.sanity.io/docs/webhooks */
export const sanity: CatalogueEntry = {
  types: ['update', 'create'],
  deliver: (_, type, context) =>
    jsonDelivery(
      context.url,
      {
        _id: uuidOf(context),
        _type: 'article',
        _rev: nameOf(context, 22),
        _updatedAt: new Date(context.now).toISOString(),
        title: 'Zoë und der Fuchs',
      },
      {
        'idempotency-key': nameOf(context, 22),
        'sanity-operation': type,
        'sanity-document-id': uuidOf(context),
        'sanity-dataset': 'production',
      },
    ),
  register:
    "At https://www.sanity.io/manage, in the project's API settings, make a GROQ-powered webhook with a secret.",
  secret: 'The secret that you typed in. Without one Sanity signs nothing.',
  secretIsOurs: true,
  traps: [
    'The projection decides what the body holds: keep _id and _updatedAt in it.',
    "Sanity's library sets no limit to the age of a signature. An hour is allowed here, for deliveries that are tried again; the source's own tolerance overrides it.",
  ],
};
