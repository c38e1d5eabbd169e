import { joined } from '../field.ts';
import { bodyTimeScheme } from '../signatures/body-time.ts';
import { hmacScheme } from '../signatures/hmac.ts';
import type { Provider } from './provider.ts';

export const linear: Provider = {
  id: 'linear',
  name: 'Linear',
  scheme: bodyTimeScheme(hmacScheme({ header: 'Linear-Signature' }), {
    member: 'webhookTimestamp',
    unit: 'ms',
    tolerance: 60,
  }),
  content: 'json',
  event: {
    id: 'header.Linear-Delivery',
    type: joined('type', 'action'),
    time: ['body.createdAt', 'body.webhookTimestamp'],
    subject: 'body.organizationId',
  },
  deadline: 5,
  docs: 'https://linear.app/developers/webhooks#securing-webhooks',
};
