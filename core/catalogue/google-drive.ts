import type { CatalogueEntry } from './catalogue-entry.ts';
import { nameOf, uuidOf } from './sample.ts';

/** Headers without a body: https://developers.google.com/workspace/drive/api/guides/push */
export const googleDrive: CatalogueEntry = {
  types: ['update', 'sync', 'add', 'remove', 'trash', 'change'],
  deliver: (_, type, context) => ({
    method: 'POST',
    url: context.url,
    headers: {
      'x-goog-channel-id': uuidOf(context),
      'x-goog-message-number': String(parseInt(nameOf(context, 6), 16)),
      'x-goog-resource-id': nameOf(context, 27),
      'x-goog-resource-state': type,
      'x-goog-resource-uri': 'https://www.googleapis.com/drive/v3/files/1?alt=json',
    },
    body: Buffer.alloc(0),
  }),
  register: 'Call files.watch or changes.watch with the address …/webhooks/NAME and your secret as token.',
  secret: 'Make one up, such as `openssl rand -hex 32` prints.',
  traps: [
    'A channel ends after a while and is not renewed by itself: watch again before it does.',
    'The first message, sync, says only that the channel is open. Messages say that something changed, not what.',
  ],
};
