import { credentialScheme } from '../signatures/credential.ts';
import { inQuery } from '../signatures/secret-place.ts';
import type { Provider } from './provider.ts';

export const eventbrite: Provider = {
  id: 'eventbrite',
  name: 'Eventbrite',
  scheme: credentialScheme(inQuery('secret')),
  content: 'json',
  event: {
    id: 'header.X-Eventbrite-Delivery',
    type: ['header.X-Eventbrite-Event', 'body.config.action'],
    subject: 'body.api_url',
  },
  docs: 'https://www.eventbrite.com/platform/docs/webhooks',
};
