import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, uuidOf } from './sample.ts';

/** A transcript that was asked for: https://developers.deepgram.com/docs/callback */
export const deepgram: CatalogueEntry = {
  types: ['event'],
  deliver: (_, __, context) =>
    jsonDelivery(context.url, {
      metadata: {
        request_id: uuidOf(context),
        created: new Date(context.now).toISOString(),
        duration: 3.5,
        channels: 1,
      },
      results: { channels: [{ alternatives: [{ transcript: 'Zoë has a cup', confidence: 0.99 }] }] },
    }),
  register: 'Ask for a transcript with callback=https://USER:PASSWORD@…/webhooks/NAME.',
  secret: 'Make up a user and a password; the secret of the source is user:password.',
  retries: 'Up to ten times, 30 seconds apart.',
  retryHours: 0.1,
  traps: [
    'The header dg-token only names the API key that asked for the transcript: it proves nothing, and is not looked at.',
  ],
};
