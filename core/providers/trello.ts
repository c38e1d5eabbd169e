import { hmacScheme } from '../signatures/hmac.ts';
import type { Provider } from './provider.ts';

export const trello: Provider = {
  id: 'trello',
  name: 'Trello',
  scheme: hmacScheme({ header: 'X-Trello-Webhook', algorithm: 'sha1', encoding: 'base64', signed: '{body}{url}' }),
  content: 'json',
  event: { id: 'body.action.id', type: 'body.action.type', time: 'body.action.date', subject: 'body.model.id' },
  // Trello tries the URL before it makes the webhook.
  probe: (method) => (method === 'HEAD' ? { status: 200 } : undefined),
  docs: 'https://developer.atlassian.com/cloud/trello/guides/rest-api/webhooks/',
};
