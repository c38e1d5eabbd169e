import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, uuidOf } from './sample.ts';

/** A build's events: https://buildkite.com/docs/apis/webhooks */
export const buildkite: CatalogueEntry = {
  types: ['build.finished', 'build.scheduled'],
  deliver: (_, type, context) =>
    jsonDelivery(
      context.url,
      {
        event: type,
        build: {
          id: uuidOf(context),
          number: 27,
          state: 'passed',
          message: 'Zoës Änderung',
          branch: 'main',
          created_at: new Date(context.now).toISOString(),
        },
        pipeline: { id: uuidOf(context), slug: 'shop', name: 'Shop' },
        sender: { id: uuidOf(context), name: 'Zoë' },
      },
      { 'x-buildkite-event': type },
    ),
  register: "In the organisation's notification services, add a webhook and choose to send an HMAC signature.",
  secret: 'The token of the notification service.',
  traps: ['The other choice, the token in X-Buildkite-Token, signs nothing and is not accepted.'],
};
