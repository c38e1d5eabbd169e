import { jsonItems } from '../json-items.ts';
import { hmacScheme } from '../signatures/hmac.ts';
import type { Provider } from './provider.ts';

export const unit: Provider = {
  id: 'unit',
  name: 'Unit',
  scheme: hmacScheme({ header: 'X-Unit-Signature', algorithm: 'sha1', encoding: 'base64' }),
  content: 'json',
  event: { time: 'body.data.0.attributes.createdAt', subject: 'body.data.0.relationships.customer.data.id' },
  batch: {
    items: ({ text }) => jsonItems(text, 'data'),
    event: {
      id: 'body.id',
      type: 'body.type',
      time: 'body.attributes.createdAt',
      subject: 'body.relationships.customer.data.id',
    },
  },
  docs: 'https://www.unit.co/docs/api/webhooks/',
};
