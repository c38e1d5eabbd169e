import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf } from './sample.ts';

/** What happened to an entry: https://hygraph.com/docs/guides/webhooks/webhooks-overview */
export const hygraph: CatalogueEntry = {
  types: ['publish', 'update'],
  deliver: (_, type, context) =>
    jsonDelivery(context.url, {
      operation: type,
      data: {
        __typename: 'Post',
        id: nameOf(context, 25),
        stage: 'PUBLISHED',
        title: 'Zoë und der Fuchs',
        updatedAt: new Date(context.now).toISOString(),
      },
    }),
  register: 'Under Webhooks in the project, add one with the method POST, the payload included and a secret key.',
  secret: 'The secret key that you typed in. Without one Hygraph signs nothing.',
  secretIsOurs: true,
  traps: [
    'What is signed is the body as a string inside of another JSON text: a body that was written again does not verify.',
    "Hygraph's library sets no limit to the age of a signature. An hour is allowed here; the tolerance of the source overrides it.",
  ],
};
