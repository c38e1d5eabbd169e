import { at } from '../field.ts';
import { signedHeaders, standardWebhooksScheme } from '../signatures/standard-webhooks.ts';
import type { Provider } from './provider.ts';

export const stytch: Provider = {
  id: 'stytch',
  name: 'Stytch',
  scheme: standardWebhooksScheme,
  content: 'json',
  event: {
    id: ({ headers }) => signedHeaders(headers).id,
    type: ({ json }) => [at(json, 'object_type'), at(json, 'action')].filter(Boolean).join('.'),
    time: 'body.timestamp',
    subject: 'body.id',
  },
  docs: 'https://stytch.com/docs/guides/webhooks/overview',
};
