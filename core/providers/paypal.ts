import { paypalScheme } from '../signatures/paypal.ts';
import type { Provider } from './provider.ts';

export const paypal: Provider<'webhookId'> = {
  id: 'paypal',
  name: 'PayPal',
  scheme: paypalScheme,
  settings: {
    webhookId: {
      says: 'the id of the webhook, which stands beside its URL in the developer dashboard',
      form: /^[A-Za-z0-9]{8,50}$/,
      example: '1JE4291016473214C',
    },
  },
  content: 'json',
  event: { id: 'body.id', type: 'body.event_type', time: 'body.create_time', subject: 'body.resource.id' },
  docs: 'https://developer.paypal.com/api/rest/webhooks/rest/',
};
