import { hook0 } from './hook0.ts';
import type { Provider } from './provider.ts';

export const coinbaseCdp: Provider = {
  ...hook0,
  id: 'coinbase-cdp',
  name: 'Coinbase Developer Platform',
  content: 'json',
  docs: 'https://docs.cdp.coinbase.com/webhooks/verify-signatures',
};
