import { joined } from '../field.ts';
import { hmacScheme } from '../signatures/hmac.ts';
import type { Provider } from './provider.ts';

export const heroku: Provider = {
  id: 'heroku',
  name: 'Heroku',
  scheme: hmacScheme({ header: 'Heroku-Webhook-Hmac-SHA256', encoding: 'base64' }),
  content: 'json',
  event: {
    id: 'body.id',
    type: joined('resource', 'action'),
    time: 'body.created_at',
    subject: 'body.data.app.name',
  },
  docs: 'https://devcenter.heroku.com/articles/app-webhooks',
};
