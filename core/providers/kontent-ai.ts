import { joined } from '../field.ts';
import { jsonItems } from '../json-items.ts';
import { hmacScheme } from '../signatures/hmac.ts';
import type { Provider } from './provider.ts';

export const kontentAi: Provider = {
  id: 'kontent-ai',
  name: 'Kontent.ai',
  scheme: hmacScheme({ header: 'X-Kontent-ai-Signature', encoding: 'base64' }),
  content: 'json',
  event: {
    time: 'body.notifications.0.data.system.last_modified',
    subject: 'body.notifications.0.message.environment_id',
  },
  batch: {
    items: ({ text }) => jsonItems(text, 'notifications'),
    event: {
      type: joined('message.object_type', 'message.action'),
      time: 'body.data.system.last_modified',
      subject: 'body.data.system.id',
    },
  },
  // What is published, taken back and published again reads the same both times.
  repeats: true,
  docs: 'https://kontent.ai/learn/docs/webhooks/webhooks/javascript',
};
