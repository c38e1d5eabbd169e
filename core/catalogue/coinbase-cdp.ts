import type { CatalogueEntry } from './catalogue-entry.ts';
import { jsonDelivery, nameOf, uuidOf } from './sample.ts';

/** Activity on a chain: https://docs.cdp.coinbase.com/webhooks/verify-signatures */
export const coinbaseCdp: CatalogueEntry = {
  types: ['onchain.activity.detected', 'wallet.transaction.created'],
  deliver: (_, type, context) =>
    jsonDelivery(
      context.url,
      {
        eventType: type,
        network: 'base-mainnet',
        transactionHash: `0x${nameOf(context, 64)}`,
        contractAddress: '0x833589fcd6edb6e08f4c7c32d4f71b54bda02913',
        parameters: { to: '0xf5042e6ffac5a625d4e7848e0b01373d8eb9e222', value: '4975000', memo: 'Zoë' },
      },
      { 'x-event-id': uuidOf(context), 'x-event-type': type },
    ),
  register: 'With the API of the Coinbase Developer Platform, make a webhook subscription.',
  secret: 'The secret in the answer to that call.',
  traps: ['Commerce, an older product of Coinbase, signs in another way: its provider is coinbase-commerce.'],
};
