import { hmacScheme } from '../signatures/hmac.ts';
import type { Provider } from './provider.ts';

export const todoist: Provider = {
  id: 'todoist',
  name: 'Todoist',
  scheme: hmacScheme({ header: 'X-Todoist-Hmac-SHA256', encoding: 'base64' }),
  content: 'json',
  event: {
    id: 'header.X-Todoist-Delivery-ID',
    type: 'body.event_name',
    time: 'body.triggered_at',
    subject: 'body.user_id',
  },
  docs: 'https://developer.todoist.com/api/v1/',
};
