import type { PublishedAddresses } from './published-addresses.ts';

export const paddle: PublishedAddresses = {
  asOf: '2026-11-21',
  page: 'https://developer.paddle.com/webhooks/respond-to-webhooks',
  list: { url: 'https://api.paddle.com/ips', at: ['data', 'ipv4_cidrs'] },
  ranges: ['34.232.58.13', '34.195.105.136', '34.237.3.244', '35.155.119.135', '52.11.166.252', '34.212.5.7'],
};
