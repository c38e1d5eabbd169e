import { hygraphScheme } from '../signatures/hygraph.ts';
import type { Provider } from './provider.ts';

export const hygraph: Provider = {
  id: 'hygraph',
  name: 'Hygraph',
  scheme: hygraphScheme,
  content: 'json',
  event: { type: 'body.operation', time: 'body.data.updatedAt', subject: 'body.data.id' },
  docs: 'https://hygraph.com/docs/guides/webhooks/webhooks-overview',
};
