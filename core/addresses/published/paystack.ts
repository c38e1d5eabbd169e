import type { PublishedAddresses } from './published-addresses.ts';

export const paystack: PublishedAddresses = {
  asOf: '2026-11-21',
  page: 'https://paystack.com/docs/payments/webhooks/',
  ranges: ['52.31.139.75', '52.49.173.169', '52.214.14.220'],
};
