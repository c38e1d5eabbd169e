import type { PublishedAddresses } from './published-addresses.ts';

export const terraformCloud: PublishedAddresses = {
  asOf: '2026-11-21',
  page: 'https://developer.hashicorp.com/terraform/cloud-docs/api-docs/ip-ranges',
  list: { url: 'https://app.terraform.io/api/meta/ip-ranges', at: ['notifications'] },
  ranges: [
    '52.86.200.106/32',
    '52.86.201.227/32',
    '52.70.186.109/32',
    '44.236.246.186/32',
    '54.185.161.84/32',
    '44.238.78.236/32',
  ],
};
