import type { PublishedAddresses } from './published-addresses.ts';

export const telegram: PublishedAddresses = {
  asOf: '2026-11-21',
  page: 'https://core.telegram.org/bots/webhooks',
  ranges: ['149.154.160.0/20', '91.108.4.0/22'],
};
