import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, uuidOf } from './sample.ts';

/** https://developers.fireblocks.com/reference/webhooks-structures-v2 */
export const fireblocks: CatalogueEntry = {
  types: ['transaction.created', 'transaction.status.updated'],
  deliver: (base, type, context) =>
    jsonDelivery(context.url, {
      id: uuidOf(context),
      eventType: type,
      eventVersion: 1,
      resourceId: '3b1b9f2c-0a44-4c1b-8f0e-2f6f5d1c7a10',
      workspaceId: 'd95a9b48-3a2e-4c9b-a4c1-6f5e2d0b7a11',
      createdAt: context.now,
      data: { status: base === 'transaction.created' ? 'SUBMITTED' : 'COMPLETED', assetId: 'ETH', note: 'für Zoë' },
    }),
  register:
    'Fireblocks Console > Developer Center > Webhooks > Create webhook: https://…/webhooks/NAME and the events (version 2).',
  secret: 'None: Fireblocks publishes its keys. A public key that is set as the secret is the only one that counts.',
  retries: 'Ten attempts, each after a longer wait.',
  traps: [
    'The older header Fireblocks-Signature is not looked at.',
    'The keys are the same for every workspace of an environment: compare the workspace in an event with your own.',
  ],
};
