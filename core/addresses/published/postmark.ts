import type { PublishedAddresses } from './published-addresses.ts';

export const postmark: PublishedAddresses = {
  asOf: '2026-11-21',
  page: 'https://postmarkapp.com/support/article/800-ips-for-firewalls#webhooks',
  ranges: ['3.134.147.250', '50.31.156.6', '50.31.156.77', '18.217.206.57'],
};
