import { signedHeaders, standardWebhooksScheme } from '../signatures/standard-webhooks.ts';
import type { Provider } from './provider.ts';

export const loops: Provider = {
  id: 'loops',
  name: 'Loops',
  scheme: standardWebhooksScheme,
  content: 'json',
  event: {
    id: ({ headers }) => signedHeaders(headers).id,
    type: 'body.eventName',
    time: 'body.eventTime',
    subject: 'body.contactIdentity.id',
  },
  docs: 'https://loops.so/docs/webhooks',
};
