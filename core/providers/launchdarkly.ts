import { hmacScheme } from '../signatures/hmac.ts';
import type { Provider } from './provider.ts';

export const launchdarkly: Provider = {
  id: 'launchdarkly',
  name: 'LaunchDarkly',
  scheme: hmacScheme({ header: 'X-LD-Signature' }),
  content: 'json',
  event: { id: 'body._id', type: 'body.kind', time: 'body.date', subject: 'body.name' },
  docs: 'https://launchdarkly.com/docs/integrations/webhooks',
};
