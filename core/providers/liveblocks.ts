import { signedHeaders, standardWebhooksScheme } from '../signatures/standard-webhooks.ts';
import type { Provider } from './provider.ts';

export const liveblocks: Provider = {
  id: 'liveblocks',
  name: 'Liveblocks',
  scheme: standardWebhooksScheme,
  content: 'json',
  event: {
    id: ({ headers }) => signedHeaders(headers).id,
    type: 'body.type',
    time: ['body.data.createdAt', 'body.data.updatedAt', ({ headers }) => signedHeaders(headers).timestamp],
    subject: 'body.data.roomId',
  },
  docs: 'https://liveblocks.io/docs/platform/webhooks',
};
