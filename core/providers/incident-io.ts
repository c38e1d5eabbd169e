import { signedHeaders, standardWebhooksScheme } from '../signatures/standard-webhooks.ts';
import type { Provider } from './provider.ts';

export const incidentIo: Provider = {
  id: 'incident-io',
  name: 'Incident.io',
  scheme: standardWebhooksScheme,
  content: 'json',
  event: {
    id: ({ headers }) => signedHeaders(headers).id,
    type: ['body.event_type', 'body.type'],
    time: ({ headers }) => signedHeaders(headers).timestamp,
  },
  docs: 'https://docs.incident.io/integrations/webhooks',
};
