import { hmacScheme } from '../signatures/hmac.ts';
import type { Provider } from './provider.ts';

export const pagerduty: Provider = {
  id: 'pagerduty',
  name: 'PagerDuty',
  scheme: hmacScheme({ header: 'X-PagerDuty-Signature', separator: ',', prefix: 'v1=' }),
  content: 'json',
  event: { id: 'body.event.id', type: 'body.event.event_type', time: 'body.event.occurred_at' },
  deadline: 5,
  docs: 'https://docs.pagerduty.com/developer/verifying-webhook-signatures',
};
