import type { PublishedAddresses } from './published-addresses.ts';

export const buildkite: PublishedAddresses = {
  asOf: '2026-11-21',
  page: 'https://buildkite.com/docs/apis/rest-api/meta',
  list: { url: 'https://api.buildkite.com/v2/meta', at: ['webhook_ips'] },
  ranges: ['100.24.182.113', '35.172.45.249', '54.85.125.32'],
};
