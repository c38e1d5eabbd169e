import { adobeScheme } from '../signatures/adobe.ts';
import type { Provider } from './provider.ts';

export const adobeIoEvents: Provider<'clientId'> = {
  id: 'adobe-io-events',
  name: 'Adobe I/O Events',
  scheme: adobeScheme,
  settings: {
    clientId: {
      says: 'the client id (API key) of the project',
      form: /^[A-Za-z0-9]{8,64}$/,
      example: '0f1e2d3c4b5a69788796a5b4',
    },
  },
  content: 'json',
  event: {
    id: ['body.event_id', 'body.id'],
    type: ['body.type', 'header.X-Adobe-Event-Code'],
    time: 'body.time',
    subject: 'body.source',
  },
  // Without a secret there is nothing that an echo could sign.
  probe: (method, { query }) => {
    const challenge = query.get('challenge');
    if (method !== 'GET' || challenge === null) return undefined;
    return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ challenge }) };
  },
  docs: 'https://developer.adobe.com/events/docs/guides/sdk/sdk_signature_verification/',
};
