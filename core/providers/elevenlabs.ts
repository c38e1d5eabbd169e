import { hmacScheme } from '../signatures/hmac.ts';
import type { Provider } from './provider.ts';

export const elevenlabs: Provider = {
  id: 'elevenlabs',
  name: 'ElevenLabs',
  scheme: hmacScheme({
    header: 'ElevenLabs-Signature',
    separator: ',',
    prefix: 'v0=',
    timestamp: { prefix: 't=' },
    signed: '{timestamp}.{body}',
    tolerance: 1800,
  }),
  content: 'json',
  event: { type: 'body.type' },
  docs: 'https://elevenlabs.io/docs/eleven-api/resources/webhooks',
};
