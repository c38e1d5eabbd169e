import { hmacScheme } from '../signatures/hmac.ts';
import type { Provider } from './provider.ts';

export const webflow: Provider = {
  id: 'webflow',
  name: 'Webflow',
  scheme: hmacScheme({
    header: 'X-Webflow-Signature',
    timestamp: { header: 'X-Webflow-Timestamp', unit: 'ms' },
    signed: '{timestamp}:{body}',
  }),
  content: 'json',
  // No event has an id: the one in a payload is that of the item, which stays the same when the item changes again.
  event: { type: 'body.triggerType', time: 'header.X-Webflow-Timestamp' },
  docs: 'https://developers.webflow.com/data/docs/working-with-webhooks',
};
