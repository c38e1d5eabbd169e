import { creemScheme } from '../signatures/creem.ts';
import type { Provider } from './provider.ts';

export const creem: Provider = {
  id: 'creem',
  name: 'Creem',
  scheme: creemScheme,
  content: 'json',
  event: {
    id: 'body.id',
    type: ['body.eventType', 'body.type'],
    time: 'body.created_at',
    subject: ['body.object.id', 'body.data.id'],
  },
  docs: 'https://docs.creem.io/code/webhooks',
};
