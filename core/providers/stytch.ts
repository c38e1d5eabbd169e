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
    type: ({ json }) =>
      PARTS.map((name) => at(json, name))
        .filter((part) => typeof part === 'string')
        .join('.')
        .toLowerCase(),
    time: 'body.timestamp',
    subject: 'body.id',
  },
  docs: 'https://stytch.com/docs/workspace-management/webhooks',
};

const PARTS = ['source', 'object_type', 'action'];
