import { publicKeyScheme } from '../signatures/public-key-scheme.ts';
import type { Provider } from './provider.ts';

export const telnyx: Provider = {
  id: 'telnyx',
  name: 'Telnyx',
  scheme: publicKeyScheme({
    header: 'Telnyx-Signature-Ed25519',
    algorithm: 'EdDSA',
    timestamp: { header: 'Telnyx-Timestamp' },
    signed: '{timestamp}|{body}',
  }),
  content: 'json',
  event: { id: 'body.data.id', type: 'body.data.event_type', time: 'body.data.occurred_at' },
  docs: 'https://developers.telnyx.com/development/api-fundamentals/webhooks/receiving-webhooks',
};
