import { publicKeyScheme } from '../signatures/public-key-scheme.ts';
import type { Provider } from './provider.ts';

export const freshchat: Provider = {
  id: 'freshchat',
  name: 'Freshchat',
  scheme: publicKeyScheme({ header: 'X-Freshchat-Signature', algorithm: 'RS256' }),
  content: 'json',
  event: { type: 'body.action', time: 'body.action_time', subject: 'body.actor.actor_id' },
  docs: 'https://crmsupport.freshworks.com/support/solutions/articles/50000004461',
};
