import type { PublishedAddresses } from './published-addresses.ts';

export const github: PublishedAddresses = {
  asOf: '2026-11-21',
  page: 'https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/about-githubs-ip-addresses',
  list: { url: 'https://api.github.com/meta', at: ['hooks'] },
  ranges: [
    '192.30.252.0/22',
    '185.199.108.0/22',
    '140.82.112.0/20',
    '143.55.64.0/20',
    '2a0a:a440::/29',
    '2606:50c0::/32',
  ],
};
